# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import open_reason
from hearthside.ledger.models import Delivery, Entry, Verb
from hearthside.ledger.queries import verify_chain
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.decisions import Deciding, decide_report
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.models import Decision, Report, ReportState
from hearthside.moderation.tests.builders import (
    blow_away,
    make_decided,
    make_leaf,
    make_report_of,
    taking_of,
)
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import reason_words
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

TAKE_DOWN = Deciding(Decision.TAKEN_DOWN, "It breaks our second norm.")


def claimed_by_a_steward(report: Report) -> Membership:
    steward = make_steward(report.space)
    claim_file(by=standing_of(steward), file=report, now=SIX_PM)
    return steward


def test_taking_words_down_hands_the_reason_to_the_domain_they_belong_to() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    by = standing_of(claimed_by_a_steward(report))

    decide_report(by=by, report=report, deciding=TAKE_DOWN, now=SIX_PM)

    taking = taking_of(leaf)
    assert taking is not None
    assert (taking.space_id, taking.by, taking.reason) == (report.space_id, by, TAKE_DOWN.words)
    report.refresh_from_db()
    assert (report.state, report.decision) == (ReportState.DECIDED, Decision.TAKEN_DOWN)
    assert report.decision_words == TAKE_DOWN.words


@pytest.mark.parametrize("decision", [Decision.NOTHING, Decision.SPOKEN])
def test_every_other_decision_leaves_the_words_alone(decision: Decision) -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)

    make_decided(report, make_steward(report.space), decision)

    assert taking_of(leaf) is None


def test_a_decision_is_in_the_ledger_with_its_reason_sealed() -> None:
    report = make_report_of()
    make_decided(report, make_steward(report.space))
    assert report.about_id is not None

    entry = Entry.objects.about_holder(report.about_id).get(verb=Verb.REPORT_DECIDED)

    assert entry.reason_kind == "report.nothing"
    assert any(reason_words.ask(entry.reason_kind))
    assert b"norm" not in bytes(entry.reason)
    assert open_reason(entry) == "It breaks our second norm."
    assert verify_chain().holds


def test_the_reporter_is_told_that_it_was_decided() -> None:
    report = make_report_of()
    make_decided(report, make_steward(report.space))
    assert report.reporter_id is not None
    assert report.about_id is not None

    run_courier_once()
    Delivery.objects.update(done_at=None, next_try_at=SIX_PM)
    run_courier_once()

    notice = Notice.objects.of(report.reporter_id).get()
    assert (notice.kind, notice.times) == ("report-decided", 1)
    assert str(report.about_id) not in notice.path
    assert not Notice.objects.of(report.about_id).exists()


def test_only_who_took_a_report_on_decides_on_it() -> None:
    report = make_report_of()
    claimed_by_a_steward(report)
    by = standing_of(make_steward(report.space))

    with pytest.raises(Refused) as refused:
        decide_report(by=by, report=report, deciding=TAKE_DOWN, now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_a_steward_decides_nothing_about_themselves() -> None:
    steward = make_steward()
    report = make_report_of(make_leaf(steward))
    Report.objects.update(owner=steward, state=ReportState.CLAIMED, claimed_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        decide_report(by=standing_of(steward), report=report, deciding=TAKE_DOWN, now=SIX_PM)

    assert refused.value.code == "not-here"


def test_words_are_not_taken_down_without_a_reason() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    by = standing_of(claimed_by_a_steward(report))
    silent = Deciding(Decision.TAKEN_DOWN, " \n ")

    with pytest.raises(Refused) as refused:
        decide_report(by=by, report=report, deciding=silent, now=SIX_PM)

    assert refused.value.code == "say-why"
    assert taking_of(leaf) is None


def test_what_is_gone_cannot_be_taken_down_but_decided_otherwise() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    by = standing_of(claimed_by_a_steward(report))
    blow_away(leaf)

    with pytest.raises(Refused) as refused:
        decide_report(by=by, report=report, deciding=TAKE_DOWN, now=SIX_PM)
    decided = decide_report(
        by=by, report=report, deciding=Deciding(Decision.NOTHING, ""), now=SIX_PM
    )

    assert refused.value.code == "gone"
    assert decided.state == ReportState.DECIDED


def test_deciding_the_same_twice_is_deciding_once() -> None:
    report = make_report_of()
    by = standing_of(claimed_by_a_steward(report))

    decide_report(by=by, report=report, deciding=TAKE_DOWN, now=SIX_PM)
    decide_report(by=by, report=report, deciding=TAKE_DOWN, now=SIX_PM)

    assert Entry.objects.filter(verb=Verb.REPORT_DECIDED).count() == 1


def test_a_decision_is_not_turned_round() -> None:
    report = make_report_of()
    steward = make_steward(report.space)
    make_decided(report, steward)

    with pytest.raises(Refused) as refused:
        decide_report(by=standing_of(steward), report=report, deciding=TAKE_DOWN, now=SIX_PM)

    assert refused.value.code == "decided"


def test_a_steward_who_reported_can_still_be_the_one_who_decides() -> None:
    steward = make_steward()
    report = make_report_of(make_leaf(make_member(steward.space)), by=steward)

    assert make_decided(report, steward).state == ReportState.DECIDED
