# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding on a file. Only here, and only by a person, is anything done about words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.moderation import hooks
from hearthside.moderation.actions._steps import Step, close, enter
from hearthside.moderation.actions._undoing import take_back
from hearthside.moderation.events import MeasureTaken, ReportDecided
from hearthside.moderation.hooks import Reported, Span
from hearthside.moderation.models import (
    Appeal,
    AppealDecision,
    Decision,
    FileState,
    Measure,
    MeasureKind,
    Report,
)
from hearthside.moderation.queries.content import content_of
from hearthside.moderation.rules.desk import (
    GONE,
    NO_PART,
    may_claim,
    may_see,
    may_work,
    says_why,
)
from hearthside.moderation.rules.letters import LETTER_VERSION
from hearthside.moderation.rules.spans import joined
from hearthside.spaces.rules.standing import Standing

_KINDS = {
    Decision.FOLDED: MeasureKind.FOLDED,
    Decision.TAKEN_DOWN: MeasureKind.TAKEN_DOWN,
    Decision.SPOKEN: MeasureKind.SPOKEN,
}


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a steward says: the decision, why, a line for the reporter, and what to fold.

    The author reads ``words``. The reporter reads ``answer`` only.
    """

    decision: Decision
    words: str
    answer: str = ""
    spans: tuple[Span, ...] = ()


@transaction.atomic
def decide_report(*, by: Standing, report: Report, deciding: Deciding, now: datetime) -> Report:
    """Decide on a report that one has taken on. Deciding the same twice is deciding once.

    Raises `Refused` as `rules.desk.may_work` and `says_why` say, and where words that are to
    be folded or taken down are gone. Announces `ReportDecided` and, to whom it is about,
    `MeasureTaken`; nothing is told to somebody whose words stay.
    """
    report = locked(report)
    may_see(by, report).require()
    if report.owner_id == by.membership_id and report.decision == deciding.decision:
        return report
    may_work(by, report).require()
    words = tidy(deciding.words)
    says_why(deciding.decision, words).require()

    report.state, report.decided_at = FileState.DECIDED, now
    report.decision, report.decision_words = deciding.decision, words
    report.answer = tidy(deciding.answer)
    report.save(update_fields=["state", "decided_at", "decision", "decision_words", "answer"])
    if kind := _KINDS.get(deciding.decision):
        _act(by, report, kind, deciding, now)
    step = Step(Verb.REPORT_DECIDED, report.about_face, report.space_id)
    if words:
        step = Step(step.verb, step.about, step.space_id, f"report.{report.decision}", words)
    enter(by, step, now)
    close(report, now)
    announce(ReportDecided(space_id=report.space_id, report_id=report.id, decided_at=now))
    return report


@transaction.atomic
def decide_appeal(
    *, by: Standing, appeal: Appeal, decision: AppealDecision, words: str, now: datetime
) -> Appeal:
    """Answer an appeal, as somebody who did not decide before. Deciding twice is deciding once.

    Taken back, words are shown again and a restriction ends. Raises `Refused` as
    `rules.desk.may_claim`, `may_work` and `says_why` say. Announces `MeasureTaken`.
    """
    appeal = locked(appeal, "measure")
    may_see(by, appeal).require()
    if appeal.owner_id == by.membership_id and appeal.decision == decision:
        return appeal
    may_work(by, appeal).require()
    may_claim(by, appeal, now).require()
    said = tidy(words)
    says_why(decision, said).require()

    appeal.state, appeal.decided_at = FileState.DECIDED, now
    appeal.decision, appeal.answer = decision, said
    appeal.save(update_fields=["state", "decided_at", "decision", "answer"])
    if decision == AppealDecision.CHANGED:
        take_back(by, appeal.measure, now)
    kind = f"appeal.{decision}"
    enter(by, Step(Verb.APPEAL_DECIDED, appeal.about_face, appeal.space_id, kind, said), now)
    close(appeal, now)
    announce(MeasureTaken(space_id=appeal.space_id, measure_id=appeal.measure_id, at=now))
    return appeal


def _act(
    by: Standing, report: Report, kind: MeasureKind, deciding: Deciding, now: datetime
) -> None:
    """Do what was decided, and keep for the author what they read about it."""
    found = content_of(report.content_kind, report.content_id, report.space_id)
    if found is None and kind != MeasureKind.SPOKEN:
        raise Refused(GONE)
    measure = Measure.objects.create(
        space_id=report.space_id,
        about_face=found.face_id if found else report.about_face,
        kind=kind,
        report=report,
        content_kind=report.content_kind,
        content_id=report.content_id,
        path=report.path,
        words=found.source if found else "",
        reason=report.decision_words,
        letter_version=LETTER_VERSION,
        decided_by_id=by.member_id,
        decided_at=now,
    )
    if found and kind == MeasureKind.FOLDED:
        _fold(by, measure, found, deciding.spans, now)
    elif kind == MeasureKind.TAKEN_DOWN:
        taking = hooks.Taking(report.space_id, by, measure.reason, now)
        if not any(hooks.take_down.ask(report.content_kind, report.content_id, taking)):
            raise Refused(GONE)
    announce(MeasureTaken(space_id=report.space_id, measure_id=measure.id, at=now))


def _fold(
    by: Standing, measure: Measure, found: Reported, spans: tuple[Span, ...], now: datetime
) -> None:
    parts = joined(spans, len(found.source))
    if not parts:
        raise Refused(NO_PART)
    assert measure.content_id is not None  # it was just reported
    folding = hooks.Folding(measure.space_id, by, measure.id, parts, now)
    if not any(hooks.fold.ask(measure.content_kind, measure.content_id, folding)):
        raise Refused(GONE)
    enter(by, Step(Verb.POST_FOLDED, measure.about_face, measure.space_id, "norms"), now)
