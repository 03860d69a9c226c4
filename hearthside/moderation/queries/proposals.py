# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who could be the second person, and what waits for a keeper to be it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearthside.moderation.models import Covers, Proposal, ProposalState, Report
from hearthside.spaces.queries.people import is_same_person, steward_ids
from hearthside.spaces.rules.standing import KeeperStanding


def other_stewards(proposal: Proposal, now: datetime) -> set[UUID]:
    """Return the stewards who could be the second person."""
    here = set(steward_ids(proposal.space_id, now))
    return {each for each in here if each not in (proposal.proposed_by_id, proposal.about_face)}


def waiting_for_a_keeper(keeper: KeeperStanding, now: datetime) -> list[Proposal]:
    """Return proposals to end a membership that only a keeper can agree to."""
    waiting = Proposal.objects.waiting().filter(covers=Covers.MEMBERSHIP, confirmed_as="")
    if not keeper.keeps_installation:
        waiting = waiting.filter(space__organisation_id__in=keeper.organisation_ids)
    found = waiting.select_related("space")
    return [
        proposal
        for proposal in found
        if not other_stewards(proposal, now) and not takes_part(keeper, proposal)
    ]


def takes_part(keeper: KeeperStanding, proposal: Proposal) -> bool:
    """Whether a keeper is the person a proposal is about, or the steward who made it.

    Roles make no second person: to them it is not there.
    """
    both = (proposal.about_face, proposal.proposed_by_id)
    return any(each and is_same_person(each, keeper.holder_id) for each in both)


def who_ended(membership_id: UUID) -> set[UUID]:
    """Return the stewards who proposed the end of a membership, and who agreed to it."""
    ended = Proposal.objects.filter(
        member_id=membership_id, covers=Covers.MEMBERSHIP, state=ProposalState.IN_EFFECT
    )
    both = ended.values_list("proposed_by_id", "confirmed_by_id")
    return {each for pair in both for each in pair if each}


def is_met_here(space_id: UUID, face: UUID) -> bool:
    """Whether a voice without a name was reported in this space."""
    return Report.objects.filter(space_id=space_id, about_face=face).exists()
