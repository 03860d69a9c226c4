# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a seal: asked by one, seconded by another, written down, and told to the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce, appoint
from hearthside.ledger.models import Verb
from hearthside.privacy.events import SealAsked, SealWasOpened
from hearthside.privacy.hooks import Behind, behind
from hearthside.privacy.models import OpeningState, SealOpening
from hearthside.privacy.queries import asker_of
from hearthside.privacy.rules.seals import (
    GONE,
    OPEN_FOR,
    WAITS_FOR,
    Unsealer,
    may_look,
    may_second,
    says_enough,
)


@dataclass(frozen=True, slots=True)
class Seal:
    """Which seal: of what kind, of whose face, in which space, and what it is called there."""

    kind: str
    subject_id: UUID
    space_id: UUID
    label: str


@transaction.atomic
def ask_to_open(*, by: Unsealer, seal: Seal, reason: str, now: datetime) -> SealOpening:
    """Ask for a second person to open a seal with. Asking while one waits is asking once.

    Raises `Refused` as `rules.says_enough` says. Announces `SealAsked`.
    """
    reason = tidy(reason)
    says_enough(reason).require()
    wishes = SealOpening.objects.filter(kind=seal.kind, subject_id=seal.subject_id, state="asked")
    waiting = wishes.select_for_update().first()
    if waiting and now <= waiting.asked_at + WAITS_FOR:
        return waiting
    if waiting:
        wishes.update(state=OpeningState.DECLINED, answered_at=now)
    opening = SealOpening.objects.create(
        kind=seal.kind,
        subject_id=seal.subject_id,
        space_id=seal.space_id,
        label=seal.label,
        reason=reason,
        asked_by=by.holder_id,
        asked_role=by.role,
        asked_at=now,
    )
    _note(by, Verb.SEAL_ASKED, opening, now)
    announce(SealAsked(opening_id=opening.id))
    return opening


@transaction.atomic
def second_opening(*, by: Unsealer, opening: SealOpening, now: datetime) -> SealOpening:
    """Open a seal with whoever asked, for a day; then the person is told.

    Raises `Refused` as `rules.may_second` says. Appoints `SealWasOpened`.
    """
    opening = locked(opening)
    may_second(by, asker_of(opening), opening, now).require()
    _answer(opening, by, OpeningState.OPENED, now)
    _note(by, Verb.SEAL_OPENED, opening, now)
    due_at = now + OPEN_FOR
    appoint(SealWasOpened(opening_id=opening.id), due_at=due_at, key=f"seal:{opening.id}")
    return opening


@transaction.atomic
def decline_opening(*, by: Unsealer, opening: SealOpening, now: datetime) -> SealOpening:
    """Leave a seal shut. Raises `Refused` as `rules.may_second` says."""
    opening = locked(opening)
    may_second(by, asker_of(opening), opening, now).require()
    _answer(opening, by, OpeningState.DECLINED, now)
    _note(by, Verb.SEAL_DECLINED, opening, now)
    return opening


@transaction.atomic
def let_wishes_lapse(*, now: datetime) -> int:
    """Delete wishes that nobody seconded in time, and those that were declined; return how many.

    The ledger has each of them; the reason, which speaks of somebody, goes.
    """
    unopened = SealOpening.objects.exclude(state=OpeningState.OPENED)
    return unopened.filter(asked_at__lt=now - WAITS_FOR).delete()[0]


@transaction.atomic
def look_behind(*, by: Unsealer, opening: SealOpening, now: datetime) -> Behind:
    """Read who stands behind an open seal. Each time is an entry in the ledger.

    Raises `Refused` as `rules.may_look` says, and where nobody is there any more.
    """
    opening = locked(opening)
    may_look(by, opening, now).require()
    _note(by, Verb.SEAL_SEEN, opening, now)
    found = next((each for each in behind.ask(opening.kind, opening.subject_id) if each), None)
    if found is None:
        raise Refused(GONE)
    return found


def _answer(opening: SealOpening, by: Unsealer, state: OpeningState, now: datetime) -> None:
    opening.state, opening.answered_at = state, now
    opening.seconded_by, opening.seconded_role = by.holder_id, by.role
    opening.save(update_fields=["state", "answered_at", "seconded_by", "seconded_role"])


def _note(by: Unsealer, verb: Verb, opening: SealOpening, now: datetime) -> None:
    deed = Deed(
        verb,
        about=opening.subject_id,
        space_id=opening.space_id,
        reason_kind="seal",
        reason=opening.reason,
    )
    record(by=Actor(by.holder_id, by.role), deed=deed, now=now)
