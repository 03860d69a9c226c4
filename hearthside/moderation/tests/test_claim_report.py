# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.actions.reports import claim_report, release_report, see_report
from hearthside.moderation.models import ReportState
from hearthside.moderation.rules import TAKE_OVER_AFTER
from hearthside.moderation.tests.builders import make_decided, make_leaf, make_report_of
from hearthside.spaces.rules import Standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_a_claim_names_one_owner_and_is_in_the_ledger() -> None:
    report = make_report_of()
    steward = make_steward(report.space)

    claim_report(by=standing_of(steward), report=report, now=SIX_PM)

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

    claim_report(by=by, report=report, now=SIX_PM)
    again = claim_report(by=by, report=report, now=SIX_PM + timedelta(hours=1))

    assert again.claimed_at == SIX_PM
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_parallel_claims_one_wins() -> None:
    report = make_report_of()
    crowd = [standing_of(make_steward(report.space)) for _ in range(6)]

    def outcome(by: Standing) -> str:
        try:
            claim_report(by=by, report=report, now=SIX_PM)
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


def test_a_report_does_not_starve_in_anybodys_hands() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_report(by=standing_of(first), report=report, now=SIX_PM)

    just_before = SIX_PM + TAKE_OVER_AFTER - timedelta(seconds=1)

    with pytest.raises(Refused) as refused:
        claim_report(by=standing_of(second), report=report, now=just_before)
    taken_over = claim_report(by=standing_of(second), report=report, now=SIX_PM + TAKE_OVER_AFTER)

    assert refused.value.code == "taken"
    assert taken_over.owner == second


def test_a_report_given_back_is_free_at_once() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_report(by=standing_of(first), report=report, now=SIX_PM)

    release_report(by=standing_of(first), report=report, now=SIX_PM)

    report.refresh_from_db()
    assert (report.state, report.owner, report.claimed_at) == (ReportState.OPEN, None, None)
    assert claim_report(by=standing_of(second), report=report, now=SIX_PM).owner == second


def test_nobody_gives_back_what_another_looks_after() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    claim_report(by=standing_of(first), report=report, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        release_report(by=standing_of(second), report=report, now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_what_was_decided_is_not_taken_on_again() -> None:
    report = make_report_of()
    steward = make_steward(report.space)
    make_decided(report, steward)

    with pytest.raises(Refused) as refused:
        claim_report(by=standing_of(steward), report=report, now=SIX_PM)

    assert refused.value.code == "decided"


def test_reading_a_file_is_an_entry_each_time() -> None:
    report = make_report_of()
    by = standing_of(make_steward(report.space))

    see_report(by=by, report=report, now=SIX_PM)
    see_report(by=by, report=report, now=SIX_PM)

    assert [entry.verb for entry in Entry.objects.order_by("number")] == [Verb.REPORT_SEEN] * 2


@pytest.mark.parametrize("act", [claim_report, release_report, see_report])
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
        act(by=standing_of(by), report=report, now=SIX_PM)  # type: ignore[operator]

    report.refresh_from_db()
    assert refused.value.code == "not-here"
    assert report.state == ReportState.OPEN
    assert not Entry.objects.exists()
