# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody does about a decision that touches them, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.moderation.actions._steps import Step, enter, note_missed, promise, promise_kept
from hearthside.moderation.actions._undoing import put_back, set_state
from hearthside.moderation.events import DeskAsks, MeasureTaken
from hearthside.moderation.models import Appeal, Measure, MeasureKind, MeasureState
from hearthside.moderation.queries.content import mark_of_words
from hearthside.moderation.rules.clock import answer_by
from hearthside.moderation.rules.desk import says_why
from hearthside.moderation.rules.measures import (
    is_as_read,
    may_agree,
    may_appeal,
    may_look_again,
)
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def agree_to_fold(*, by: Standing, measure: Measure, now: datetime) -> Measure:
    """Say, as the author, that the fold may stay. Raises `Refused` as `may_agree` says."""
    measure = locked(measure)
    may_agree(by, measure).require()
    set_state(measure, MeasureState.AGREED)
    return measure


@transaction.atomic
def note_changed(*, kind: str, content_id: UUID, is_gone: bool, now: datetime) -> None:
    """The author changed words with a fold in them. Called by the domain that holds them.

    Where nothing of the folded part is left, it is done: changed with their agreement.
    Otherwise a steward looks again, with a promise. Announces `DeskAsks` then.
    """
    folded = Measure.objects.filter(
        content_kind=kind, content_id=content_id, kind=MeasureKind.FOLDED
    ).exclude(state=MeasureState.PUT_BACK)
    for measure in folded.order_by("id"):
        if is_gone:
            promise_kept(measure.id)
            set_state(measure, MeasureState.AGREED)
        elif measure.state != MeasureState.CHANGED:
            due_at = answer_by("changed", now)
            measure.answer_by, measure.late_at = due_at, None
            set_state(measure, MeasureState.CHANGED)
            promise(measure.space_id, measure.id, due_at)
            announce(DeskAsks(measure.space_id, measure.about_face, None, now))


@transaction.atomic
def look_again(
    *, by: Standing, measure: Measure, shows_all: bool, read: str, now: datetime
) -> Measure:
    """Settle, as a steward, what becomes of words that their author has changed.

    They are shown whole, or stay folded as they are now. ``read`` is the mark of the words that
    the steward read (`mark_of_words`). Raises `Refused` as `rules.measures.may_look_again` and
    `is_as_read` say. Announces `MeasureTaken`.
    """
    if shows_all:  # the words are held before the decision, as when their author changes them
        may_look_again(by, measure).require()
        put_back(by, measure, now)
    measure = locked(measure)
    may_look_again(by, measure).require()
    is_as_read(read, mark_of_words(measure)).require()
    note_missed(measure, "changed", now)
    promise_kept(measure.id)
    if shows_all:
        set_state(measure, MeasureState.AGREED)
    else:
        set_state(measure, MeasureState.STANDING)
        step = Step(Verb.POST_FOLDED, measure.about_face, measure.space_id, "norms")
        enter(by, step, now)
    announce(MeasureTaken(space_id=measure.space_id, measure_id=measure.id, at=now))
    return measure


@transaction.atomic
def make_appeal(*, by: Standing, measure: Measure, words: str, now: datetime) -> Appeal:
    """Ask another steward to look at a decision again. Once; sent twice is sent once.

    Raises `Refused` as `rules.measures.may_appeal` says, and where no words are said.
    Announces `DeskAsks`, once.
    """
    measure = locked(measure)
    if (made := Appeal.objects.filter(measure=measure).first()) and by.is_face(made.about_face):
        return made
    may_appeal(by, measure, has_appealed=False).require()
    said = tidy(words)
    says_why("appeal", said).require()
    appeal = Appeal.objects.create(
        space_id=measure.space_id,
        about_face=measure.about_face,
        measure=measure,
        words=said,
        made_at=now,
        answer_by=answer_by("appeal", now),
    )
    promise(appeal.space_id, appeal.id, appeal.answer_by)
    deed = Deed(Verb.APPEAL_MADE, measure.about_face, measure.space_id)
    record(by=Actor(measure.about_face, "member"), deed=deed, now=now)
    announce(DeskAsks(measure.space_id, measure.about_face, measure.decided_by_id, now))
    return appeal
