# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import make_member, signed_in, standing_of

pytestmark = pytest.mark.django_db


def outdated() -> Membership:
    member = make_member()
    Space.objects.update(terms_version=2)
    return member


def agreement(member: Membership) -> str:
    return reverse("spaces:agreement", args=[member.space.slug])


def test_agreeing_leads_on_to_where_one_was_going() -> None:
    member = outdated()
    people = reverse("spaces:people", args=[member.space.slug])
    client = signed_in(member.person)

    assert client.get(people)["Location"] == f"{agreement(member)}?next={people}"
    data = {"norms": "on", "limits": "on", "version": "2", "next": people}
    found = client.post(agreement(member), data)

    assert found["Location"] == people
    assert standing_of(member).has_agreed


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "/s/elsewhere/", ""])
def test_it_leads_nowhere_else(away: str) -> None:
    member = outdated()
    data = {"norms": "on", "limits": "on", "version": "2", "next": away}

    found = signed_in(member.person).post(agreement(member), data)

    assert found["Location"] == member.space.get_absolute_url()


def test_an_older_version_is_not_agreed_to() -> None:
    member = outdated()

    found = signed_in(member.person).post(
        agreement(member), {"norms": "on", "limits": "on", "version": "1"}
    )

    assert found.status_code == 422
    assert not standing_of(member).has_agreed


def test_who_does_not_agree_can_leave() -> None:
    member = outdated()
    leaving = reverse("spaces:leaving", args=[member.space.slug])

    assert signed_in(member.person).get(leaving).status_code == 200
