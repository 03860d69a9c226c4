# SPDX-License-Identifier: AGPL-3.0-or-later
"""Promises that were missed while nothing carried the post: what is answered late is late."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.actions.desk import ask_look, claim_file, give_look
from hearthside.moderation.actions.lateness import note_late
from hearthside.moderation.actions.measures import note_changed
from hearthside.moderation.actions.proposals import Proposing, agree_to_end, propose
from hearthside.moderation.models import Covers, Decision, Measure, Report
from hearthside.moderation.tests.builders import (
    LEAF,
    make_decided,
    make_leaf,
    make_measure,
    make_report_of,
    settle,
)
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def missed() -> list[str]:
    late = Entry.objects.filter(verb=Verb.DESK_LATE)
    return sorted(late.values_list("reason_kind", flat=True))


@pytest.mark.parametrize("known_before", [False, True])
def test_a_file_that_is_decided_late_was_late_once(known_before: bool) -> None:
    report = make_report_of()
    if known_before:
        note_late(thing_id=report.id, now=report.answer_by)

    make_decided(report, make_steward(report.space), at=report.answer_by)

    assert missed() == ["unkind"]
    assert Report.objects.get().late_at == report.answer_by


def test_what_else_is_answered_late_on_the_desk_was_late_as_well() -> None:
    leaf = make_leaf()
    folded = make_measure(Decision.FOLDED, leaf=leaf)
    assert folded.decided_by is not None
    by = standing_of(folded.decided_by)
    other = standing_of(make_steward(folded.space))
    note_changed(kind=LEAF, content_id=leaf.id, is_gone=False, now=SIX_PM)
    member = make_member(folded.space)
    ending = Proposing(member.id, Covers.MEMBERSHIP, "Why")
    proposal = propose(by=by, what=ending, now=SIX_PM)
    later = SIX_PM + timedelta(days=3)

    settle(Measure.objects.get(), folded.decided_by, shows_all=False, now=later)
    agree_to_end(by=other, proposal=proposal, now=later)

    assert missed() == ["changed", "proposal"]


@pytest.mark.parametrize(("hours", "late"), [(3, []), (30, ["look"])])
def test_a_look_asked_for_in_a_late_file_has_its_own_time(hours: int, late: list[str]) -> None:
    report = make_report_of()
    asking = standing_of(make_steward(report.space))
    asked_at: datetime = report.answer_by + timedelta(minutes=1)
    claim_file(by=asking, file=report, now=asked_at)

    look = ask_look(by=asking, file=report, question="Is it?", now=asked_at)
    assert look.answer_by > asked_at

    given_at = asked_at + timedelta(hours=hours)
    give_look(by=standing_of(make_steward(report.space)), look=look, seen="Yes", now=given_at)
    assert missed() == late
