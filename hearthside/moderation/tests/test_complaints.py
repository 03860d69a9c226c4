# SPDX-License-Identifier: AGPL-3.0-or-later
"""Complaints reach somebody outside the team, from wherever one stands."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.moderation.models import OutsidePerson
from hearthside.spaces.models import Membership, MembershipState, Space
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_organisation,
    make_space,
    signed_in,
)

pytestmark = pytest.mark.django_db


def heard_by(space: Space, reach: str) -> OutsidePerson:
    """Name somebody who hears complaints about a space."""
    return OutsidePerson.objects.create(
        organisation=space.organisation, name="The ombudsperson", reach=reach, named_at=SIX_PM
    )


def removed(space: Space) -> Membership:
    member = make_member(space)
    Membership.objects.filter(id=member.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason="Why"
    )
    return member


def test_somebody_signed_out_finds_who_hears_complaints_and_no_hidden_organisation() -> None:
    open_space, hidden = make_space(), make_space(organisation=make_organisation("Quiet Works"))
    Space.objects.filter(id=open_space.id).update(listed=True)
    Space.objects.filter(id=hidden.id).update(listed=False)
    heard_by(open_space, "ask@outside.example")
    heard_by(hidden, "quiet@outside.example")

    front = Client().get("/").text
    page = Client().get(reverse("moderation:complaints")).text
    public = Client().get(reverse("spaces:home", args=[open_space.slug])).text

    assert reverse("moderation:complaints") in front
    assert "ask@outside.example" in page
    assert "ask@outside.example" in public
    assert "quiet@outside.example" not in page
    assert "Quiet Works" not in page


def test_who_was_removed_finds_it_on_the_page_that_says_so() -> None:
    space = make_space()
    Space.objects.filter(id=space.id).update(listed=False)
    heard_by(space, "ask@outside.example")

    page = signed_in(removed(space).person).get(reverse("spaces:home", args=[space.slug]))

    assert page.status_code == 200
    assert "ask@outside.example" in page.text
