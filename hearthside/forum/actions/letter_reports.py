# SPDX-License-Identifier: AGPL-3.0-or-later
"""Showing lines of a correspondence to the stewards: only what one of the two chose to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.forum.models import LetterExcerpt, LetterSide
from hearthside.forum.queries.excerpts import excerpt_owner, packed
from hearthside.forum.queries.letters import opened
from hearthside.forum.rules.letters import MOST_SHOWN, can_be_shown, may_see
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Report
from hearthside.spaces.rules.standing import Standing

KIND = "letter"


@dataclass(frozen=True, slots=True)
class Showing:
    """Which messages somebody shows, by number; what is wrong; and that they agree to it."""

    numbers: frozenset[int]
    concerning: Concerning
    words: str = ""
    consents: bool = False


@transaction.atomic
def show_to_stewards(*, by: Standing, side: LetterSide, showing: Showing, now: datetime) -> Report:
    """Copy the chosen lines, sealed, into a report. The other is not told, nothing else changes.

    Without the consent of whoever shows them nothing is copied. What somebody shows who writes
    there without their name carries none either. Raises `Refused` as
    `rules.letters.may_see` and `can_be_shown` say. Announces `ReportMade`.
    """
    may_see(by, side).require()
    whole = opened(side, by, most=MOST_SHOWN)
    chosen = [line for line in whole.lines if line.number in showing.numbers]
    can_be_shown(bool(chosen), bool(whole.lines), consents=showing.consents).require()
    excerpt = LetterExcerpt.objects.create(
        space_id=side.space_id,
        owner=excerpt_owner(side.face),
        about_face=whole.theirs.face,
        lines=packed(chosen),
        made_on=now.date(),
    )
    signed = side.face == by.member_id
    about = Reporting(KIND, excerpt.id, showing.concerning, showing.words, signed)
    note_sent(by=by, thing_id=side.correspondence_id, form="report", now=now)
    return make_report(by=by, about=about, now=now)
