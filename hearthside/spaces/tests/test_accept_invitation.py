# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.invitations import accept_invitation
from hearthside.spaces.models import (
    Grant,
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
    newcomer,
    standing_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("joining", Joining)
def test_a_link_lets_somebody_in_whatever_the_policy(joining: Joining) -> None:
    link = make_link(make_space(joining=joining), uses=2)

    accept_invitation(invitation=link, newcomer=newcomer(), now=SIX_PM)

    assert Membership.objects.count() == 1
    assert Invitation.objects.get().uses_left == 1


def test_a_link_runs_out_by_time_by_use_and_by_closing() -> None:
    space = make_space()
    late, used, closed = (make_link(space, f"secret-{n}") for n in range(3))
    Invitation.objects.filter(id=late.id).update(expires_at=SIX_PM)
    Invitation.objects.filter(id=used.id).update(uses_left=0)
    Invitation.objects.filter(id=closed.id).update(withdrawn_at=SIX_PM - timedelta(hours=1))

    for link in (late, used, closed):
        with pytest.raises(Refused) as refused:
            accept_invitation(invitation=link, newcomer=newcomer(), now=SIX_PM)
        assert refused.value.code == "link-over"

    assert not Membership.objects.exists()


def test_a_member_uses_nothing_up() -> None:
    link, person = make_link(make_space(), uses=3), make_person()
    make_member(link.space, "Wren", person=person)

    member = accept_invitation(invitation=link, newcomer=newcomer(person=person), now=SIX_PM)

    assert member.name == "Wren"
    assert Invitation.objects.get().uses_left == 3


def test_a_name_that_is_taken_uses_nothing_up() -> None:
    link = make_link(make_space())
    make_member(link.space, "Wren")

    with pytest.raises(Refused):
        accept_invitation(invitation=link, newcomer=newcomer("Wren"), now=SIX_PM)

    assert Invitation.objects.get().uses_left == 1


def test_who_was_removed_does_not_come_back_by_a_link() -> None:
    link = make_link(make_space())
    removed = make_member(link.space)
    Membership.objects.update(state=MembershipState.REMOVED, ended_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        accept_invitation(invitation=link, newcomer=newcomer(person=removed.person), now=SIX_PM)

    assert refused.value.code == "removed"
    assert Invitation.objects.get().uses_left == 1


def test_a_keepers_link_makes_a_steward() -> None:
    link = make_link(make_space(), role=Role.STEWARD)

    member = accept_invitation(invitation=link, newcomer=newcomer(), now=SIX_PM)

    assert standing_of(member).is_steward
    assert Entry.objects.about_holder(member.id).get().verb == Verb.GRANT_GIVEN


def test_a_keepers_link_makes_a_member_a_steward_for_good() -> None:
    link = make_link(make_space(), role=Role.STEWARD)
    member = make_member(link.space, "Wren", role=Role.STEWARD)
    Grant.objects.update(ends_at=SIX_PM + timedelta(days=1))

    accept_invitation(invitation=link, newcomer=newcomer(person=member.person), now=SIX_PM)

    assert Grant.objects.get().ends_at is None
    assert Invitation.objects.get().uses_left == 0


@pytest.mark.django_db(transaction=True)
def test_the_last_use_goes_to_one_person() -> None:
    link = make_link(make_space())
    crowd = [newcomer() for _ in range(5)]

    def outcome(index: int) -> str:
        try:
            accept_invitation(invitation=link, newcomer=crowd[index], now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(len(crowd)) as pool:
        outcomes = list(pool.map(outcome, range(len(crowd))))

    assert sorted(outcomes) == ["in"] + ["link-over"] * 4
    assert Membership.objects.count() == 1
