# SPDX-License-Identifier: AGPL-3.0-or-later
"""Restrictions, and the end of a membership: who proposes, who agrees, how long it waits. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.moderation.models import Proposal, ProposalState
from hearthside.moderation.rules.desk import NOT_HERE
from hearthside.spaces.models import MembershipState
from hearthside.spaces.rules.members import ONESELF, TWO_NEEDED
from hearthside.spaces.rules.standing import Standing

LONGEST_DAYS: Final = 30
"""A restriction ends by itself, at the latest after so many days."""

LOOK_FIRST: Final = timedelta(minutes=30)
"""Between the proposal and its effect, for everybody and always the same: so that a second person
can look, and so that neither words nor time tell anything about the person concerned."""

LONGEST_OPEN: Final = timedelta(days=7)
"""A proposal to end a membership that nobody has agreed to by then is dropped, and so is one
about somebody who left and did not come back."""


def may_see(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether this person may know of a proposal: stewards, but never one about them."""
    if not standing.is_steward or standing.space_id != proposal.space_id:
        return NOT_HERE
    return NOT_HERE if standing.is_face(proposal.about_face) else ALLOWED


def may_propose(standing: Standing, space_id: UUID, face: UUID | None) -> Verdict:
    """Whether this steward may propose anything about this face."""
    if not standing.is_steward or standing.space_id != space_id or face is None:
        return NOT_HERE
    if standing.is_face(face):
        return ONESELF
    return ALLOWED


def lasts_well(days: int) -> Verdict:
    """Whether a restriction has an end, and a near one."""
    if not 1 <= days <= LONGEST_DAYS:
        return Verdict("too-long", _("A restriction lasts from 1 to 30 days."))
    return ALLOWED


def is_the_same(waiting: Proposal, words: str, days: int, other: UUID | None) -> Verdict:
    """Whether what waits already says the very same; else what was just written would be lost."""
    lasts = waiting.ends_at is None or waiting.ends_at == _ends_at(waiting.proposed_at, days)
    if lasts and waiting.words == words and waiting.other_face == other:
        return ALLOWED
    return Verdict(
        "one-waits",
        _("Another proposal of this kind waits already. Your words are kept here."),
    )


def waits_for_return(proposal: Proposal, now: datetime) -> bool:
    """Whether the end of a membership, agreed by two, is about somebody who left by themselves."""
    left = proposal.member is not None and proposal.member.state == MembershipState.LEFT
    is_agreed = bool(proposal.confirmed_as)
    return left and is_agreed and now < proposal.proposed_at + LONGEST_OPEN


def may_stop(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether this steward may ask to wait with a proposal: any of them, without a reason."""
    if not (seen := may_see(standing, proposal)):
        return seen
    if proposal.state != ProposalState.WAITING:
        return _over()
    return ALLOWED


def may_agree(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether this steward may be the second person who agrees to end a membership."""
    if not (open_ := may_stop(standing, proposal)):
        return open_
    if not proposal.is_for_good or proposal.confirmed_as:
        return Verdict("not-asked", _("This needs nobody's word any more."))
    if proposal.proposed_by_id == standing.membership_id:
        return TWO_NEEDED
    return ALLOWED


def may_agree_as_keeper(keeps: bool, other_stewards: int, proposal: Proposal) -> Verdict:
    """Whether a keeper may be that second person: only where no other steward is there."""
    if not keeps or not proposal.is_for_good:
        return NOT_HERE
    if other_stewards:
        return NOT_HERE
    if proposal.state != ProposalState.WAITING or proposal.confirmed_as:
        return _over()
    return ALLOWED


def may_end(standing: Standing, proposal: Proposal, now: datetime) -> Verdict:
    """Whether this steward may end a restriction early."""
    if not (seen := may_see(standing, proposal)):
        return seen
    if proposal.state != ProposalState.IN_EFFECT or not proposal.ends_at:
        return _over()
    return ALLOWED if now < proposal.ends_at else _over()


def _ends_at(proposed_at: datetime, days: int) -> datetime:
    return proposed_at + LOOK_FIRST + timedelta(days=days)


def _over() -> Verdict:
    return Verdict("over", _("This does not wait any more."))
