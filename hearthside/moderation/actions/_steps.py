# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that several verbs of the desk share, each inside its caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import appoint, call_off
from hearthside.ledger.models import Verb
from hearthside.moderation.events import FileKeptLongEnough, PromiseDue
from hearthside.moderation.models import Appeal, File, FileState, Look, Measure, Proposal, Report
from hearthside.moderation.rules.clock import KEEP_FILES, held_until
from hearthside.moderation.rules.numbers import answered
from hearthside.spaces.models import Role
from hearthside.spaces.rules.standing import Standing

Promised = File | Look | Measure | Proposal
"""What somebody waits for an answer to."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a steward, as the ledger has it: the verb, about whom, and why."""

    verb: Verb
    about: UUID | None
    space_id: UUID
    reason_kind: str = ""
    reason: str = ""


def enter(by: Standing, step: Step, now: datetime) -> None:
    """Write into the ledger what a steward did."""
    deed = Deed(step.verb, step.about, step.space_id, step.reason_kind, step.reason)
    record(by=Actor(by.member_id, Role.STEWARD), deed=deed, now=now)


def enter_in_file(by: Standing, file: File, verb: Verb, now: datetime) -> None:
    """Write into the ledger what a steward did with a file; about the author, if there is one."""
    enter(by, Step(verb, file.about_face, file.space_id), now)


def file_with(file_id: UUID) -> File | None:
    """Return the report or the appeal with this id."""
    report = Report.objects.filter(id=file_id).first()
    return report or Appeal.objects.filter(id=file_id).first()


def promise(space_id: UUID, thing_id: UUID, answer_by: datetime) -> None:
    """Put a promise into the courier's calendar: of a file, or of anything else on the desk."""
    event = PromiseDue(space_id=space_id, file_id=thing_id, due_at=answer_by)
    appoint(event, due_at=answer_by, key=_key("promise", thing_id))


def promise_kept(thing_id: UUID) -> None:
    """Nobody waits for this any more."""
    call_off(_key("promise", thing_id))


def note_missed(thing: Promised, label: str, now: datetime) -> None:
    """Write down, once, that a promise was missed, also where the courier was late itself."""
    if thing.late_at is not None or thing.answer_by is None or now < thing.answer_by:
        return
    thing.late_at = now
    type(thing)._default_manager.filter(pk=thing.pk).update(late_at=now)
    deed = Deed(Verb.DESK_LATE, space_id=thing.space_id, reason_kind=label)
    record(by=Actor(None, Role.STEWARD), deed=deed, now=now)


def renew(by: Standing, file: File, now: datetime) -> None:
    """Whoever works on a file keeps it for another while."""
    if file.state == FileState.CLAIMED and file.owner_id == by.member_id:
        file.held_until = held_until(now)
        type(file)._default_manager.filter(pk=file.pk).update(held_until=file.held_until)


def close(file: File, now: datetime) -> None:
    """What a decision brings along: numbers in the ledger, the promises kept, a day to forget.

    A second look that was asked for stays: whoever is writing it can still say what they see.
    """
    note_missed(file, file.label, now)
    promise_kept(file.id)
    for look in Look.objects.filter(file_id=file.id, given_at=None):
        note_missed(look, "look", now)
        promise_kept(look.id)
    minutes = int((now - file.made_at).total_seconds() // 60)
    kind = answered(file.label, file.decision, minutes)
    deed = Deed(Verb.DESK_ANSWERED, space_id=file.space_id, reason_kind=kind)
    record(by=Actor(None, Role.STEWARD), deed=deed, now=now)
    forget_later(file.space_id, file.id, now)


def forget_later(space_id: UUID, file_id: UUID, since: datetime) -> None:
    """Appoint the day on which the words of a file or a proposal go."""
    due_at = since + KEEP_FILES
    event = FileKeptLongEnough(space_id=space_id, file_id=file_id, due_at=due_at)
    appoint(event, due_at=due_at, key=_key("forget", file_id))


def _key(what: str, file_id: UUID) -> str:
    return f"moderation.{what}:{file_id}"
