# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reporting words. Nothing here does anything to who was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.text import tidy
from hearthside.ledger.actions.outbox import announce
from hearthside.moderation.actions._steps import promise
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.events import ReportMade
from hearthside.moderation.models import Concerning, Report
from hearthside.moderation.queries.content import content_of, own_voice_beside
from hearthside.moderation.rules.clock import answer_by
from hearthside.moderation.rules.desk import may_report
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a member says: which words, what is wrong with them, and more in their own words.

    ``signed``: whether the file names who reports. Who only ever met the author under a voice
    without a name does not sign: the file would join the two.
    """

    kind: str
    content_id: UUID
    concerning: Concerning
    words: str = ""
    signed: bool = True


@transaction.atomic
def make_report(*, by: Standing, about: Reporting, now: datetime) -> Report:
    """Put words before the stewards, with a promise. Reporting twice, while undecided, is once.

    Who speaks there without their name reports as that voice. Changes nothing for the person
    who wrote them. Raises `Refused` as `rules.desk.may_report`
    says. Announces `ReportMade`, once.
    """
    reported = content_of(about.kind, about.content_id, by.space_id)
    may_report(by, reported).require()
    assert reported is not None  # may_report saw to it

    voice = own_voice_beside(by, about.kind, about.content_id)
    report, is_new = Report.objects.undecided().get_or_create(
        space_id=by.space_id,
        reporter_id=by.member_id if about.signed and voice is None else None,
        reporter_face=voice,
        content_kind=about.kind,
        content_id=about.content_id,
        defaults={
            "about_id": reported.author_id,
            "about_face": reported.face_id,
            "path": reported.path,
            "concerning": about.concerning,
            "words": tidy(about.words),
            "made_at": now,
            "answer_by": answer_by(about.concerning, now),
        },
    )
    note_sent(by=by, thing_id=about.content_id, form="report", now=now)
    if is_new:
        promise(report.space_id, report.id, report.answer_by)
        announce(ReportMade(space_id=report.space_id, report_id=report.id, made_at=now))
    return report
