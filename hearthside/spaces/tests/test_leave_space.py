# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.privacy.hooks import Leave, Subject, erase
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.models import (
    Apart,
    Distance,
    Grant,
    Invitation,
    Membership,
    MembershipState,
    Role,
)
from hearthside.spaces.queries.people import met_by
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_link,
    make_member,
    make_request,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("leave", Leave)
def test_who_leaves_takes_name_face_roles_and_links_along(leave: Leave) -> None:
    member = make_member(name="Wren", role=Role.GREETER)
    face = member.face
    make_link(member.space)
    Invitation.objects.update(made_by=member)

    leave_space(by=standing_of(member), space=member.space, leave=leave, now=SIX_PM)

    member.refresh_from_db()
    assert (member.state, member.name, member.ended_at) == (MembershipState.LEFT, "", SIX_PM)
    assert "wren" not in member.name_key
    assert member.face != face
    assert not Grant.objects.exists()
    assert Invitation.objects.get().withdrawn_at == SIX_PM


def test_the_domains_above_are_asked_to_erase_this_membership(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[Subject, Leave]] = []
    monkeypatch.setattr(erase, "_answers", [lambda s, leave, now: asked.append((s, leave))])
    member = make_member()

    leave_space(by=standing_of(member), space=member.space, leave=Leave.KEEP_WORDS, now=SIX_PM)

    assert asked == [(Subject(member.person_id, member.id), Leave.KEEP_WORDS)]


def test_leaving_one_space_leaves_the_others_alone() -> None:
    here = make_member(name="Wren")
    there = make_member(make_space(), "Heron", person=here.person)

    leave_space(by=standing_of(here), space=here.space, leave=Leave.ERASE_ALL, now=SIX_PM)

    there.refresh_from_db()
    assert (there.state, there.name) == (MembershipState.ACTIVE, "Heron")


def test_who_was_kept_away_stays_away_and_the_name_is_free() -> None:
    space = make_space()
    member, other = make_member(space, "Wren"), make_member(space)
    Apart.objects.create(space=space, by=other, other=member, distance=Distance.BLOCK, since=SIX_PM)

    leave_space(by=standing_of(member), space=space, leave=Leave.ERASE_ALL, now=SIX_PM)

    assert Apart.objects.filter(by=other, other=member).exists()
    assert make_member(space, "Wren")


def test_the_last_steward_hands_on_first() -> None:
    steward = make_steward()

    with pytest.raises(Refused) as refused:
        leave_space(
            by=standing_of(steward), space=steward.space, leave=Leave.KEEP_WORDS, now=SIX_PM
        )
    make_steward(steward.space)
    leave_space(by=standing_of(steward), space=steward.space, leave=Leave.KEEP_WORDS, now=SIX_PM)

    assert refused.value.code == "last-steward"
    assert not standing_of(steward).is_member


def test_two_who_left_do_not_stand_in_each_others_way() -> None:
    space = make_space()
    for member in (make_member(space), make_member(space)):
        leave_space(by=standing_of(member), space=space, leave=Leave.ERASE_ALL, now=SIX_PM)

    assert Membership.objects.filter(state=MembershipState.LEFT).count() == 2
    assert not met_by(standing_of(make_member(space))).filter(name="").exists()


def test_what_was_asked_and_answered_goes_too() -> None:
    member = make_member()
    make_request(member.space, person=member.person)
    kept = make_request(make_space(), person=member.person)

    leave_space(by=standing_of(member), space=member.space, leave=Leave.ERASE_ALL, now=SIX_PM)

    assert list(member.person.join_requests.all()) == [kept]
