# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reporting, and looking after reports. Nothing here does anything to who was reported,
but for words that a steward decides to take out of sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.moderation import hooks
from hearthside.moderation.events import ReportDecided, ReportMade
from hearthside.moderation.models import Concerning, Decision, Report, ReportState
from hearthside.moderation.queries import content_of
from hearthside.moderation.rules import (
    GONE,
    may_claim,
    may_decide,
    may_release,
    may_report,
    may_see,
    says_why,
)
from hearthside.spaces.models import Role
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a member says: which words, what is wrong with them, and more in their own words."""

    kind: str
    content_id: UUID
    concerning: Concerning
    words: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a steward says: the decision, why, and a line for the person who reported.

    The author reads ``words`` when theirs are taken down. The reporter reads ``answer`` only.
    """

    decision: Decision
    words: str
    answer: str = ""


@transaction.atomic
def make_report(*, by: Standing, about: Reporting, now: datetime) -> Report:
    """Put words before the stewards. Reporting twice, while undecided, is reporting once.

    Changes nothing for the person who wrote them. Raises `Refused` as `rules.may_report`
    says. Announces `ReportMade`, once.
    """
    reported = content_of(about.kind, about.content_id, by.space_id)
    may_report(by, reported).require()
    assert reported is not None  # may_report saw to it

    report, is_new = Report.objects.undecided().get_or_create(
        space_id=by.space_id,
        reporter_id=by.member_id,
        content_kind=about.kind,
        content_id=about.content_id,
        defaults={
            "about_id": reported.author_id,
            "path": reported.path,
            "concerning": about.concerning,
            "words": tidy(about.words),
            "made_at": now,
        },
    )
    if is_new:
        announce(ReportMade(space_id=report.space_id, report_id=report.id, made_at=now))
    return report


@transaction.atomic
def see_report(*, by: Standing, report: Report, now: datetime) -> None:
    """Note in the ledger that a steward reads the file of a report.

    Raises `Refused` as `rules.may_see` says.
    """
    may_see(by, report).require()
    _enter(by, report, Verb.REPORT_SEEN, now)


@transaction.atomic
def claim_report(*, by: Standing, report: Report, now: datetime) -> Report:
    """Take a report on, as its one owner. Taking on one's own again changes nothing.

    Raises `Refused` as `rules.may_claim` says.
    """
    report = locked(report)
    may_claim(by, report, now).require()
    if report.state == ReportState.CLAIMED and report.owner_id == by.member_id:
        return report
    report.state = ReportState.CLAIMED
    report.owner_id, report.claimed_at = by.member_id, now
    report.save(update_fields=["state", "owner", "claimed_at"])
    _enter(by, report, Verb.REPORT_CLAIMED, now)
    return report


@transaction.atomic
def release_report(*, by: Standing, report: Report, now: datetime) -> Report:
    """Give a report back, so that another steward can take it on at once.

    Raises `Refused` as `rules.may_release` says.
    """
    report = locked(report)
    may_release(by, report).require()
    report.state = ReportState.OPEN
    report.owner_id = report.claimed_at = None
    report.save(update_fields=["state", "owner", "claimed_at"])
    return report


@transaction.atomic
def decide_report(*, by: Standing, report: Report, deciding: Deciding, now: datetime) -> Report:
    """Decide on a report that one has taken on. Deciding the same twice is deciding once.

    Raises `Refused` as `rules.may_decide` and `rules.says_why` say, and where words that
    are to be taken down are gone. Announces `ReportDecided`, once.
    """
    report = locked(report)
    may_see(by, report).require()
    if report.owner_id == by.membership_id and report.decision == deciding.decision:
        return report
    may_decide(by, report).require()
    words = tidy(deciding.words)
    says_why(deciding.decision, words).require()
    if deciding.decision == Decision.TAKEN_DOWN:
        _take_down(by, report, words, now)

    report.state, report.decided_at = ReportState.DECIDED, now
    report.decision, report.decision_words = deciding.decision, words
    report.answer = tidy(deciding.answer)
    report.save(update_fields=["state", "decided_at", "decision", "decision_words", "answer"])
    _enter(by, report, Verb.REPORT_DECIDED, now, reason=words)
    announce(ReportDecided(space_id=report.space_id, report_id=report.id, decided_at=now))
    return report


def _take_down(by: Standing, report: Report, reason: str, now: datetime) -> None:
    """Ask the domain the words belong to; exactly one of them knows this kind."""
    taking = hooks.Taking(report.space_id, by, reason, now)
    if not any(hooks.take_down.ask(report.content_kind, report.content_id, taking)):
        raise Refused(GONE)


def _enter(by: Standing, report: Report, verb: Verb, now: datetime, reason: str = "") -> None:
    record(
        by=Actor(by.member_id, Role.STEWARD),
        deed=Deed(
            verb,
            about=report.about_id,
            space_id=report.space_id,
            reason_kind=f"report.{report.decision}" if reason else "",
            reason=reason,
        ),
        now=now,
    )
