# SPDX-License-Identifier: AGPL-3.0-or-later
"""The end of a membership: two people agree, and they are two people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.actions.proposals import (
    agree_to_end,
    agree_to_end_as_keeper,
    end_wait,
)
from hearthside.moderation.models import Covers, ProposalState
from hearthside.moderation.queries.proposals import waiting_for_a_keeper
from hearthside.moderation.rules.proposals import LONGEST_OPEN
from hearthside.moderation.tests.test_proposals import DUE, proposed
from hearthside.spaces.actions.joining import ask_to_return
from hearthside.spaces.actions.requests import decline
from hearthside.spaces.models import Grant, MembershipState, RequestState, Role
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_keeper,
    make_member,
    make_space,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_ending_a_membership_needs_another_steward_and_waits() -> None:
    member = make_member()
    first, second = make_steward(member.space), make_steward(member.space)
    proposal = proposed(member.id, first, Covers.MEMBERSHIP)
    with pytest.raises(Refused) as alone:
        agree_to_end(by=standing_of(first), proposal=proposal, now=SIX_PM)
    assert alone.value.code == "two-needed"

    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)
    member.refresh_from_db()
    assert member.state == MembershipState.ACTIVE
    end_wait(proposal_id=proposal.id, now=DUE)

    member.refresh_from_db()
    assert member.state == MembershipState.REMOVED
    assert member.ended_reason == "Please stop writing to her every hour."
    verbs = set(Entry.objects.about_holder(member.id).values_list("verb", flat=True))
    assert verbs >= {Verb.REMOVAL_PROPOSED, Verb.REMOVAL_AGREED, Verb.MEMBERSHIP_REMOVED}


def test_nobody_agreed_so_it_is_dropped() -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space), Covers.MEMBERSHIP)

    done = end_wait(proposal_id=proposal.id, now=SIX_PM + LONGEST_OPEN)

    assert done is not None
    assert done.state == ProposalState.NOT_NOW
    member.refresh_from_db()
    assert member.state == MembershipState.ACTIVE


def test_where_there_is_one_steward_a_keeper_of_the_organisation_agrees() -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space), Covers.MEMBERSHIP)
    keeper, other = keeper_of(member.space.organisation), keeper_of(make_space().organisation)
    assert waiting_for_a_keeper(keeper, SIX_PM) == [proposal]
    assert waiting_for_a_keeper(other, SIX_PM) == []

    with pytest.raises(Refused) as elsewhere:
        agree_to_end_as_keeper(by=other, proposal=proposal, now=SIX_PM)
    agree_to_end_as_keeper(by=keeper, proposal=proposal, now=SIX_PM)
    end_wait(proposal_id=proposal.id, now=DUE)

    assert elsewhere.value.code == "not-here"
    member.refresh_from_db()
    assert member.state == MembershipState.REMOVED


def test_a_keeper_is_not_asked_where_another_steward_is_nor_if_they_are_the_first() -> None:
    member = make_member()
    steward = make_steward(member.space)
    proposal = proposed(member.id, steward, Covers.MEMBERSHIP)
    make_keeper(steward.person, member.space.organisation)
    itself = keeper_standing(steward.person_id, SIX_PM)
    with pytest.raises(Refused):
        agree_to_end_as_keeper(by=itself, proposal=proposal, now=SIX_PM)
    make_steward(member.space)
    with pytest.raises(Refused):
        agree_to_end_as_keeper(
            by=keeper_of(member.space.organisation), proposal=proposal, now=SIX_PM
        )


def test_a_space_does_not_lose_its_last_lasting_steward() -> None:
    lasting = make_steward()
    first, second = make_steward(lasting.space), make_steward(lasting.space)
    Grant.objects.exclude(membership=lasting).update(ends_at=DUE + timedelta(days=1))
    proposal = proposed(lasting.id, first, Covers.MEMBERSHIP)
    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)

    done = end_wait(proposal_id=proposal.id, now=DUE)

    assert done is not None
    assert done.state == ProposalState.NOT_NOW
    assert standing_of(lasting).holds(Role.STEWARD)


@pytest.mark.parametrize("who", ["the steward who proposed it", "the person it is about"])
def test_one_person_in_two_roles_is_one_person(who: str) -> None:
    now = clock.now()
    member = make_member()
    steward = make_steward(member.space)
    proposal = proposed(member.id, steward, Covers.MEMBERSHIP)
    itself = steward if who.startswith("the steward") else member
    make_keeper(itself.person, member.space.organisation)
    keeper, page = keeper_standing(itself.person_id, now), signed_in(itself.person)

    with pytest.raises(Refused) as refused:
        agree_to_end_as_keeper(by=keeper, proposal=proposal, now=now)

    address = reverse("moderation:keep_proposal", args=[proposal.id])
    assert refused.value.code == "not-here"
    assert waiting_for_a_keeper(keeper, now) == []
    assert (page.get(address).status_code, page.post(address).status_code) == (404, 404)
    assert address not in page.get(reverse("spaces:keep")).text
    proposal.refresh_from_db()
    assert not proposal.confirmed_as


def test_whoever_ended_a_membership_does_not_say_no_when_its_member_asks_to_come_back() -> None:
    now = clock.now()
    member = make_member()
    first, second, third = (make_steward(member.space) for _ in range(3))
    proposal = proposed(member.id, first, Covers.MEMBERSHIP)
    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)
    end_wait(proposal_id=proposal.id, now=DUE)
    asked = ask_to_return(space=member.space, person_id=member.person_id, words="May I?", now=now)
    address = reverse("spaces:requests", args=[member.space.slug])

    for steward in (first, second):
        with pytest.raises(Refused) as refused:
            decline(by=standing_of(steward, now), request=asked, words="", now=now)
        assert refused.value.code == "took-part"
        page = signed_in(steward.person).get(address).content.decode()
        assert 'value="decline"' not in page
        assert "You took part when they were removed" in page
    assert 'value="decline"' in signed_in(third.person).get(address).content.decode()

    decline(by=standing_of(third, now), request=asked, words="Not yet", now=now)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (RequestState.DECLINED, "Not yet")


def test_where_nobody_else_is_left_one_of_the_two_answers() -> None:
    now = clock.now()
    member = make_member()
    first, second = make_steward(member.space), make_steward(member.space)
    proposal = proposed(member.id, first, Covers.MEMBERSHIP)
    agree_to_end(by=standing_of(second), proposal=proposal, now=SIX_PM)
    end_wait(proposal_id=proposal.id, now=DUE)
    asked = ask_to_return(space=member.space, person_id=member.person_id, words="May I?", now=now)

    decline(by=standing_of(second, now), request=asked, words="Not yet", now=now)

    asked.refresh_from_db()
    assert asked.state == RequestState.DECLINED
