# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposing a restriction or the end of a membership. Everything waits the same short time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce, appoint
from hearthside.ledger.models import Verb
from hearthside.moderation import hooks
from hearthside.moderation.actions._steps import (
    Step,
    enter,
    forget_later,
    note_missed,
    promise,
    promise_kept,
)
from hearthside.moderation.events import DeskAsks, MeasureTaken, ProposalDue
from hearthside.moderation.models import (
    Covers,
    Measure,
    MeasureKind,
    MeasureState,
    Proposal,
    ProposalState,
    Report,
)
from hearthside.moderation.queries.proposals import is_met_here, other_stewards, takes_part
from hearthside.moderation.rules import proposals as rules
from hearthside.moderation.rules.clock import answer_by
from hearthside.moderation.rules.desk import NOT_HERE, says_why
from hearthside.moderation.rules.letters import LETTER_VERSION
from hearthside.spaces.actions.removals import Agreed, remove_member
from hearthside.spaces.actions.spaces import note_restricted
from hearthside.spaces.models import Membership, MembershipState, Role
from hearthside.spaces.rules.standing import KeeperStanding, Standing


@dataclass(frozen=True, slots=True)
class Proposing:
    """What is proposed about which face: what it covers, for how long, and the words to them."""

    face: UUID
    covers: Covers
    words: str
    days: int = 7
    report: Report | None = None
    other_face: UUID | None = None


@transaction.atomic
def propose(*, by: Standing, what: Proposing, now: datetime) -> Proposal:
    """Propose a restriction, or the end of a membership. Nothing happens before the wait is over.

    Twice the same, while it waits, is once. Raises `Refused` as `rules.proposals.may_propose`,
    `lasts_well`, `is_the_same` and `rules.desk.says_why` say. Announces `DeskAsks`; an entry.
    """
    rules.may_propose(by, by.space_id, what.face).require()
    is_for_good = what.covers == Covers.MEMBERSHIP
    member = Membership.objects.filter(space_id=by.space_id, id=what.face).first()
    if member is None and (is_for_good or not is_met_here(by.space_id, what.face)):
        raise Refused(NOT_HERE)
    if not is_for_good:
        rules.lasts_well(what.days).require()
    words = tidy(what.words)
    says_why("proposal", words).require()
    proposal, is_new = Proposal.objects.get_or_create(
        about_face=what.face,
        covers=what.covers,
        state=ProposalState.WAITING,
        defaults={
            "space_id": by.space_id,
            "member": member,
            "report": what.report,
            "other_face": what.other_face,
            "words": words,
            "proposed_by_id": by.member_id,
            "proposed_at": now,
            "answer_by": answer_by("proposal", now) if is_for_good else now + rules.LOOK_FIRST,
            "ends_at": None if is_for_good else now + rules.LOOK_FIRST + timedelta(days=what.days),
        },
    )
    if is_new:
        _wait(proposal, now + rules.LONGEST_OPEN if is_for_good else None, now)
        verb = Verb.REMOVAL_PROPOSED if is_for_good else Verb.RESTRICTION_PROPOSED
        enter(by, Step(verb, what.face, by.space_id), now)
        announce(DeskAsks(by.space_id, what.face, by.member_id, now))
        _promise_answer(proposal)
    rules.is_the_same(proposal, words, what.days, what.other_face).require()
    return proposal


@transaction.atomic
def ask_to_wait(*, by: Standing, proposal: Proposal, now: datetime) -> Proposal:
    """Ask, as any steward and without a reason, that a proposal does not take effect now.

    Shown when the wait is over, as every outcome is. Raises `Refused` as `may_stop` says.
    """
    proposal = locked(proposal)
    rules.may_stop(by, proposal).require()
    proposal.stopped = True
    proposal.save(update_fields=["stopped"])
    return proposal


@transaction.atomic
def agree_to_end(*, by: Standing, proposal: Proposal, now: datetime) -> Proposal:
    """Agree, as a second steward, that a membership ends. It waits as every proposal does.

    Raises `Refused` as `rules.proposals.may_agree` says. An entry in the ledger.
    """
    proposal = locked(proposal)
    rules.may_agree(by, proposal).require()
    enter(by, Step(Verb.REMOVAL_AGREED, proposal.about_face, proposal.space_id), now)
    proposal.confirmed_by_id = by.member_id
    return _confirm(proposal, Role.STEWARD, now)


@transaction.atomic
def agree_to_end_as_keeper(*, by: KeeperStanding, proposal: Proposal, now: datetime) -> Proposal:
    """Agree as a keeper of the organisation, where the space has no other steward.

    Raises `Refused` as `rules.proposals.may_agree_as_keeper` says, and to the proposing
    steward and the person it is about, whatever else they are. An entry in the ledger.
    """
    proposal = locked(proposal, "space")
    keeps = by.keeps(proposal.space.organisation_id)
    others = other_stewards(proposal, now)
    rules.may_agree_as_keeper(keeps, len(others), proposal).require()
    if proposal.proposed_by_id is None or takes_part(by, proposal):
        raise Refused(NOT_HERE)
    deed = Deed(Verb.REMOVAL_AGREED, proposal.about_face, proposal.space_id)
    record(by=Actor(by.holder_id, "keeper"), deed=deed, now=now)
    return _confirm(proposal, "keeper", now)


@transaction.atomic
def end_wait(*, proposal_id: UUID, now: datetime) -> Proposal | None:
    """Let a proposal take effect, or not: its wait is over. Done twice is done once.

    It does not where a steward asked to wait, a hook says "not now", nobody agreed to the end
    of a membership, or the space would lose its last steward; all in the same words. The end
    of the membership of somebody who left meanwhile waits on, as long as any stays open: they
    may come back. Announces `MeasureTaken` for a restriction. An entry in the ledger.
    """
    proposal = Proposal.objects.filter(id=proposal_id).select_related("space").first()
    if proposal is None:
        return None
    locked(proposal.space)  # first, as when a member leaves it
    proposal = locked(proposal)
    due = proposal.effective_at
    if proposal.state != ProposalState.WAITING or due is None or now < due:
        return proposal
    if rules.waits_for_return(proposal, now):
        _wait(proposal, None, now)
        return proposal
    face = proposal.about_face
    may = face is not None and all(hooks.may_restrict_now.ask(proposal.space_id, face))
    goes_on = may and not proposal.stopped and _take_effect(proposal, now)
    proposal.state = ProposalState.IN_EFFECT if goes_on else ProposalState.NOT_NOW
    proposal.stopped = False
    proposal.save(update_fields=["state", "stopped", "measure"])
    forget_later(proposal.space_id, proposal.id, proposal.ends_at or now)
    if not goes_on:
        deed = Deed(Verb.RESTRICTION_PUT_OFF, face, proposal.space_id)
        record(by=Actor(None, Role.STEWARD), deed=deed, now=now)
    return proposal


@transaction.atomic
def end_restriction(*, by: Standing, proposal: Proposal, now: datetime) -> Proposal:
    """End a restriction before its day. Raises `Refused` as `rules.proposals.may_end` says."""
    proposal = locked(proposal)
    rules.may_end(by, proposal, now).require()
    proposal.state = ProposalState.ENDED
    proposal.save(update_fields=["state"])
    enter(by, Step(Verb.RESTRICTION_ENDED, proposal.about_face, proposal.space_id), now)
    if proposal.measure_id:
        Measure.objects.filter(id=proposal.measure_id).update(state=MeasureState.PUT_BACK)
        announce(MeasureTaken(proposal.space_id, proposal.measure_id, now))
    return proposal


def _confirm(proposal: Proposal, role: str, now: datetime) -> Proposal:
    proposal.confirmed_as = role
    proposal.save(update_fields=["confirmed_by", "confirmed_as"])
    note_missed(proposal, "proposal", now)
    promise_kept(proposal.id)
    _wait(proposal, None, now)
    return proposal


def _promise_answer(proposal: Proposal) -> None:
    """The end of a membership waits for somebody's word."""
    if proposal.is_for_good:
        promise(proposal.space_id, proposal.id, proposal.answer_by)


def _wait(proposal: Proposal, until: datetime | None, now: datetime) -> None:
    """Appoint the end of the wait: always so long, from what made it begin."""
    proposal.effective_at = until or now + rules.LOOK_FIRST
    proposal.save(update_fields=["effective_at"])
    event = ProposalDue(proposal.space_id, proposal.id, proposal.effective_at)
    appoint(event, due_at=proposal.effective_at, key=f"moderation.proposal:{proposal.id}")


def _take_effect(proposal: Proposal, now: datetime) -> bool:
    if proposal.is_for_good:
        return _end_membership(proposal, now)
    proposal.measure = Measure.objects.create(
        space_id=proposal.space_id,
        about_face=proposal.about_face,
        kind=MeasureKind.RESTRICTED,
        report_id=proposal.report_id,
        reason=proposal.words,
        letter_version=LETTER_VERSION,
        decided_by_id=proposal.proposed_by_id,
        decided_at=now,
    )
    assert proposal.ends_at is not None  # a constraint says so
    note_restricted(space_id=proposal.space_id, until=proposal.ends_at, now=now)
    deed = Deed(Verb.RESTRICTION_BEGUN, proposal.about_face, proposal.space_id)
    record(by=Actor(proposal.proposed_by_id, Role.STEWARD), deed=deed, now=now)
    announce(MeasureTaken(proposal.space_id, proposal.measure.id, now))
    return True


def _end_membership(proposal: Proposal, now: datetime) -> bool:
    if proposal.member is None or proposal.proposed_by_id is None or not proposal.confirmed_as:
        return False
    if proposal.member.state == MembershipState.LEFT:
        return False
    agreed = Agreed(proposal.proposed_by_id, proposal.confirmed_as, proposal.confirmed_by_id)
    try:
        with transaction.atomic():
            remove_member(member=proposal.member, agreed=agreed, reason=proposal.words, now=now)
    except Refused:
        return False  # the space would lose its last steward
    return True
