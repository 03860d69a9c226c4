# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.spaces.models import (
    Invitation,
    Joining,
    Membership,
    MembershipState,
    Role,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_link,
    make_member,
    make_person,
    make_space,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db

SENT = {"name": "Wren", "norms": "on", "limits": "on", "version": "1"}


def behind(secret: str = "open-sesame") -> str:
    return reverse("spaces:invitation", args=[secret])


def test_a_visitor_reads_what_it_is_and_finds_the_way_to_an_account() -> None:
    link = make_link(make_space("Riverside evenings"))

    page = signed_in(None).get(behind()).content.decode()

    assert "Riverside evenings" in page
    assert link.space.purpose in page
    assert f"{reverse('join')}?next={behind()}" in page


def test_somebody_comes_in_with_a_link() -> None:
    link = make_link(make_space(joining=Joining.INVITATION))

    found = signed_in(make_person()).post(behind(), SENT)

    assert found["Location"] == reverse("spaces:arriving", args=[link.space.slug])
    assert Membership.objects.get().name == "Wren"
    assert Invitation.objects.get().uses_left == 0


def test_a_link_that_is_over_is_like_one_that_never_was() -> None:
    make_link(make_space("Riverside evenings"))
    Invitation.objects.update(withdrawn_at=SIX_PM)

    over, never = (signed_in(make_person()).get(behind(s)) for s in ("open-sesame", "never"))

    assert over.status_code == never.status_code == 404
    assert over.templates[0].name == never.templates[0].name
    assert b"Riverside" not in over.content


def test_who_was_removed_is_sent_to_where_they_can_ask() -> None:
    link = make_link(make_space())
    member = make_member(link.space)
    Membership.objects.update(state=MembershipState.REMOVED, ended_at=SIX_PM)

    found = signed_in(member.person).post(behind(), SENT)

    assert found["Location"] == link.space.get_absolute_url()
    assert Invitation.objects.get().uses_left == 1


def test_a_member_becomes_a_steward_by_a_keepers_link() -> None:
    link = make_link(make_space(), role=Role.STEWARD)
    member = make_member(link.space)
    client = signed_in(member.person)

    assert client.get(behind()).status_code == 200
    client.post(behind())

    assert standing_of(member).is_steward


def test_a_steward_makes_a_link_and_sees_it_once() -> None:
    steward = make_steward()
    client = signed_in(steward.person)
    here = reverse("spaces:invitations", args=[steward.space.slug])

    sent = client.post(here, {"uses": "3", "days": "7"})
    first, second = client.get(here), client.get(here)

    assert sent["Location"] == here
    address = first.context["new_link"]
    assert address.startswith("http://testserver/i/")
    assert address in first.content.decode()
    assert second.context["new_link"] == ""
    assert signed_in(None).get(address).status_code == 200


def test_a_steward_closes_a_link() -> None:
    steward = make_steward()
    link = make_link(steward.space)

    signed_in(steward.person).post(reverse("spaces:withdrawal", args=[steward.space.slug, link.id]))

    assert Invitation.objects.get().withdrawn_at == SIX_PM


@pytest.mark.parametrize("sent", [{"uses": "0", "days": "7"}, {"uses": "1", "days": "365"}])
def test_a_link_out_of_bounds_is_not_made(sent: dict[str, str]) -> None:
    steward = make_steward()

    found = signed_in(steward.person).post(
        reverse("spaces:invitations", args=[steward.space.slug]), sent
    )

    assert found.status_code == 422
    assert not Invitation.objects.exists()
