# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever leaves a space and comes in again is no freer, and no less free, than before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hearthside.moderation.actions.proposals import agree_to_end, end_wait
from hearthside.moderation.models import Covers, Measure, Proposal, ProposalState
from hearthside.moderation.queries.own import measures_about
from hearthside.moderation.rules.proposals import LONGEST_OPEN, LOOK_FIRST
from hearthside.moderation.tests.test_proposals import DUE, proposed, restricted
from hearthside.privacy.hooks import Leave, Subject, erase
from hearthside.spaces.actions.joining import join_space
from hearthside.spaces.actions.memberships import leave_after_removal, leave_space
from hearthside.spaces.models import Membership, MembershipState
from hearthside.spaces.queries.people import enders_of
from hearthside.spaces.rules.standing import may_write
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    newcomer,
    standing_of,
)

pytestmark = pytest.mark.django_db


def leave(member: Membership, now: datetime, how: Leave = Leave.ERASE_ALL) -> None:
    member.refresh_from_db()
    leave_space(by=standing_of(member), space=member.space, leave=how, now=now)


def come_back(member: Membership, now: datetime) -> Membership:
    known = newcomer(person=member.person, version=member.space.terms_version)
    again = join_space(space=member.space, newcomer=known, now=now)
    assert again.id == member.id
    return again


@pytest.mark.parametrize("how", list(Leave))
def test_what_rests_goes_on_resting_without_its_words(how: Leave) -> None:
    member = make_member()
    proposal = restricted(member)
    assert proposal.ends_at is not None

    leave(member, DUE, how)
    again = come_back(member, DUE)

    assert may_write(standing_of(again, DUE)).code == "restricted"
    assert may_write(standing_of(again, proposal.ends_at))
    told = measures_about(standing_of(again, DUE))
    assert [(one.words, one.reason) for one in told] == [("", "")]
    proposal.refresh_from_db()
    assert proposal.words == ""


def test_what_has_ended_is_forgotten() -> None:
    member = make_member()
    proposal = restricted(member)
    assert proposal.ends_at is not None

    leave(member, proposal.ends_at)

    assert not Proposal.objects.exists()
    assert not Measure.objects.exclude(about_face=None).exists()


def test_leaving_before_the_wait_is_over_does_not_shake_it_off() -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space))
    leave(member, SIX_PM)

    end_wait(proposal_id=proposal.id, now=DUE)

    assert may_write(standing_of(come_back(member, DUE), DUE)).code == "restricted"


def removal_of_one_who_left(member: Membership) -> Proposal:
    first, second = make_steward(member.space), make_steward(member.space)
    proposal = proposed(member.id, first, Covers.MEMBERSHIP)
    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)
    leave(member, SIX_PM)
    waits = end_wait(proposal_id=proposal.id, now=DUE)
    assert waits is not None
    assert (waits.state, waits.effective_at) == (ProposalState.WAITING, DUE + LOOK_FIRST)
    return waits


def test_a_membership_that_two_agreed_to_end_ends_when_it_is_taken_up_again() -> None:
    member = make_member()
    proposal = removal_of_one_who_left(member)
    come_back(member, DUE + timedelta(minutes=1))

    end_wait(proposal_id=proposal.id, now=DUE + LOOK_FIRST)

    member.refresh_from_db()
    assert (member.state, member.ended_reason) == (
        MembershipState.REMOVED,
        "Please stop writing to her every hour.",
    )


def test_whoever_takes_their_words_along_after_a_removal_is_still_answered_by_another() -> None:
    member = make_member()
    first, second = make_steward(member.space), make_steward(member.space)
    proposal = proposed(member.id, first, Covers.MEMBERSHIP)
    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)
    end_wait(proposal_id=proposal.id, now=DUE)

    leave_after_removal(
        space=member.space, person_id=member.person_id, leave=Leave.ERASE_ALL, now=DUE
    )

    assert enders_of(member.id) == {first.id, second.id}


def test_it_is_dropped_where_they_do_not_come_back() -> None:
    member = make_member()
    proposal = removal_of_one_who_left(member)
    proposal.effective_at = SIX_PM + LONGEST_OPEN
    proposal.save(update_fields=["effective_at"])

    dropped = end_wait(proposal_id=proposal.id, now=SIX_PM + LONGEST_OPEN)

    assert dropped is not None
    assert dropped.state == ProposalState.NOT_NOW
    member.refresh_from_db()
    assert member.state == MembershipState.LEFT


@pytest.mark.parametrize("covers", [Covers.WRITING, Covers.MEMBERSHIP])
def test_nothing_stays_of_whoever_closes_the_account(covers: Covers) -> None:
    member = make_member()
    restricted(member)
    proposed(member.id, make_steward(member.space), covers)

    erase.ask(Subject(member.person_id), Leave.ERASE_ALL, DUE)

    assert not Proposal.objects.exists()
    assert [(one.about_face, one.reason) for one in Measure.objects.all()] == [(None, "")]
