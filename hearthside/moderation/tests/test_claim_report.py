# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.actions.desk import claim_file, release_file, see_file
from hearthside.moderation.models import Report, ReportState
from hearthside.moderation.rules.clock import HOLD_FOR
from hearthside.moderation.rules.desk import may_work
from hearthside.moderation.tests.builders import make_decided, make_leaf, make_report_of
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def _again(report: Report) -> Report:
    return Report.objects.get(id=report.id)


def test_a_claim_names_one_owner_and_is_in_the_ledger() -> None:
    report = make_report_of()
    steward = make_steward(report.space)

    claim_file(by=standing_of(steward), file=report, now=SIX_PM)

    report.refresh_from_db()
    assert (report.state, report.owner, report.claimed_at) == (
        ReportState.CLAIMED,
        steward,
        SIX_PM,
    )
    assert report.about_id is not None
    assert Entry.objects.about_holder(report.about_id).get().verb == Verb.REPORT_CLAIMED


def test_taking_on_ones_own_again_changes_nothing() -> None:
    report = make_report_of()
    by = standing_of(make_steward(report.space))

    claim_file(by=by, file=report, now=SIX_PM)
    again = claim_file(by=by, file=report, now=SIX_PM + timedelta(hours=1))

    assert again.claimed_at == SIX_PM
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_parallel_claims_one_wins() -> None:
    report = make_report_of()
    crowd = [standing_of(make_steward(report.space)) for _ in range(6)]

    def outcome(by: Standing) -> str:
        try:
            claim_file(by=by, file=report, now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "mine"

    with ThreadPoolExecutor(len(crowd)) as pool:
        outcomes = list(pool.map(outcome, crowd))

    report.refresh_from_db()
    assert sorted(outcomes) == ["mine"] + ["taken"] * 5
    assert report.owner_id == crowd[outcomes.index("mine")].membership_id
    assert Entry.objects.filter(verb=Verb.REPORT_CLAIMED).count() == 1


def test_a_lock_returns_by_itself_ten_minutes_after_the_last_work() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(first), file=report, now=SIX_PM)
    nine_past = SIX_PM + timedelta(minutes=9)
    see_file(by=standing_of(first), file=_again(report), now=nine_past)

    with pytest.raises(Refused) as refused:
        claim_file(by=standing_of(second), file=report, now=nine_past + HOLD_FOR - SECOND)
    taken_over = claim_file(by=standing_of(second), file=report, now=nine_past + HOLD_FOR)

    assert refused.value.code == "taken"
    assert taken_over.owner_id == second.id
    assert _again(report).holder_at(nine_past + HOLD_FOR) == second.id


def test_a_lapsed_lock_is_nobodys_and_still_lets_its_owner_go_on() -> None:
    report = make_report_of()
    steward = make_steward(report.space)
    claim_file(by=standing_of(steward), file=report, now=SIX_PM)
    later = SIX_PM + timedelta(hours=1)

    assert _again(report).holder_at(later) is None
    assert may_work(standing_of(steward), _again(report))


def test_who_only_reads_renews_nobodys_lock() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(first), file=report, now=SIX_PM)

    see_file(by=standing_of(second), file=_again(report), now=SIX_PM + timedelta(minutes=5))

    assert _again(report).held_until == SIX_PM + HOLD_FOR


def test_a_report_given_back_is_free_at_once() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(first), file=report, now=SIX_PM)

    release_file(by=standing_of(first), file=report, now=SIX_PM)

    report.refresh_from_db()
    assert (report.state, report.owner, report.claimed_at) == (ReportState.OPEN, None, None)
    assert claim_file(by=standing_of(second), file=report, now=SIX_PM).owner == second


def test_nobody_gives_back_what_another_looks_after() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(first), file=report, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        release_file(by=standing_of(second), file=report, now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_what_was_decided_is_not_taken_on_again() -> None:
    report = make_report_of()
    steward = make_steward(report.space)
    make_decided(report, steward)

    with pytest.raises(Refused) as refused:
        claim_file(by=standing_of(steward), file=report, now=SIX_PM)

    assert refused.value.code == "decided"


def test_reading_a_file_is_an_entry_each_time() -> None:
    report = make_report_of()
    by = standing_of(make_steward(report.space))

    see_file(by=by, file=report, now=SIX_PM)
    see_file(by=by, file=report, now=SIX_PM)

    assert [entry.verb for entry in Entry.objects.order_by("number")] == [Verb.REPORT_SEEN] * 2


@pytest.mark.parametrize("act", [claim_file, release_file, see_file])
@pytest.mark.parametrize("who", ["member", "author", "steward elsewhere", "steward reported"])
def test_nobody_else_looks_after_a_report(act: object, who: str) -> None:
    reported_steward = make_steward()
    space = reported_steward.space
    leaf = make_leaf(reported_steward if who == "steward reported" else make_member(space))
    report = make_report_of(leaf)
    by = {
        "member": make_member(space),
        "author": leaf.author,
        "steward elsewhere": make_steward(make_space()),
        "steward reported": reported_steward,
    }[who]

    with pytest.raises(Refused) as refused:
        act(by=standing_of(by), file=report, now=SIX_PM)  # type: ignore[operator]

    report.refresh_from_db()
    assert refused.value.code == "not-here"
    assert report.state == ReportState.OPEN
    assert not Entry.objects.exists()
