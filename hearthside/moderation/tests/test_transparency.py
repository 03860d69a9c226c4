# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from uuid import UUID

import pytest

from hearthside.core import clock
from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.moderation.queries.transparency import numbers_of
from hearthside.moderation.rules.numbers import FEWEST, Cell, numbers_from, period_of
from hearthside.moderation.tests.builders import make_decided, make_leaf, make_report_of
from hearthside.spaces.tests.builders import make_member, make_steward

pytestmark = pytest.mark.django_db
LAST_MONTH = period_of(clock.now())[1] - timedelta(days=3)


def busy_space(unkind: int = 6, unsafe: int = 7, spam: int = 2) -> UUID:
    """A space whose desk has answered so many reports within the period."""
    steward = make_steward()
    label = {Concerning.UNKIND: unkind, Concerning.UNSAFE: unsafe, Concerning.SPAM: spam}
    for concerning, many in label.items():
        for number in range(many):
            leaf = make_leaf(make_member(steward.space))
            report = make_report_of(leaf, at=LAST_MONTH, concerning=concerning)
            decision = Decision.NOTHING if number % 2 else Decision.TAKEN_DOWN
            make_decided(report, steward, decision, LAST_MONTH + timedelta(minutes=10 * number))
    return steward.space_id


def test_the_numbers_are_those_of_the_ledger_and_of_nothing_else() -> None:
    space_id = busy_space(spam=0)
    entries = Entry.objects.filter(space=space_id, verb=Verb.DESK_ANSWERED)
    kinds = [kind.split(".") for kind in entries.values_list("reason_kind", flat=True)]
    by_hand = Counter(label for label, _decision, _minutes in kinds)
    waits = [int(minutes) for label, _d, minutes in kinds if label == "unsafe"]
    Report.objects.all().delete()

    numbers = numbers_of(space_id, clock.now())

    shown = {cell.name: cell for cell in numbers.by_label}
    assert shown["unkind"].count == by_hand["unkind"] == 6
    assert shown["unsafe"] == Cell("unsafe", 7, int(median(waits)))
    assert {cell.name: cell.count for cell in numbers.by_decision}["taken-down"] == 7


def test_fewer_than_five_are_not_shown() -> None:
    numbers = numbers_of(busy_space(), clock.now())

    shown = {cell.name: cell for cell in numbers.by_label}
    assert shown["spam"] == Cell("spam", None)
    assert all(cell.count is None or cell.count >= FEWEST for cell in numbers.by_label)
    assert all(cell.count is None for cell in numbers.others)


def test_a_single_hidden_cell_cannot_be_worked_out() -> None:
    facts = answers({"nothing": 9, "folded": 8, "taken-down": 7, "spoken": 1})

    numbers = numbers_from(facts, Concerning.values, Decision.values)

    counts = {cell.name: cell.count for cell in numbers.by_decision}
    assert counts == {"nothing": 9, "folded": 8, "taken-down": None, "spoken": None}


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        (datetime(2026, 3, 31, 23, 59, tzinfo=UTC), "2025-07-01", "2026-01-01"),
        (datetime(2026, 6, 30, 23, 59, tzinfo=UTC), "2025-07-01", "2026-01-01"),
        (datetime(2026, 7, 1, tzinfo=UTC), "2026-01-01", "2026-07-01"),
        (datetime(2026, 12, 31, tzinfo=UTC), "2026-01-01", "2026-07-01"),
    ],
)
def test_the_period_is_the_last_finished_half_of_a_year(
    day: datetime, since: str, until: str
) -> None:
    told = period_of(day)

    assert (told[0].date().isoformat(), told[1].date().isoformat()) == (since, until)


def test_numbers_of_two_days_taken_from_one_another_tell_nothing() -> None:
    began = datetime(2025, 1, 1, tzinfo=UTC)
    periods = {period_of(began + timedelta(days=day)) for day in range(3 * 365)}

    in_order = sorted(periods)
    assert len(in_order) == 6
    for (_since, until), (since, _until) in pairwise(in_order):
        assert until == since


def test_hidden_cells_that_are_few_in_all_take_another_along() -> None:
    facts = answers({"nothing": 9, "folded": 7, "taken-down": 1, "spoken": 0})

    numbers = numbers_from(facts, Concerning.values, Decision.values)

    counts = {cell.name: cell.count for cell in numbers.by_decision}
    assert counts == {"nothing": 9, "folded": None, "taken-down": None, "spoken": None}


def test_few_appeals_are_no_cover_for_few_reports() -> None:
    facts = [(Verb.DESK_ANSWERED.value, "appeal.upheld.5")] * 4
    facts += [(Verb.DESK_ANSWERED.value, f"{each}.nothing.5") for each in ["spam"] * 2]
    facts += [(Verb.DESK_ANSWERED.value, f"{each}.nothing.5") for each in ["unkind"] * 9]

    numbers = numbers_from(facts, Concerning.values, Decision.values)

    assert {cell.name for cell in numbers.by_label if cell.count is not None} == set()
    assert {cell.count for cell in numbers.by_decision} == {11, None}


@pytest.mark.parametrize(("changed", "shown"), [(6, None), (5, 5)])
def test_appeals_that_changed_nothing_are_not_the_rest_of_two_numbers(
    changed: int, shown: int | None
) -> None:
    decisions = ["changed"] * changed + ["upheld"] * (10 - changed)
    facts = [(Verb.DESK_ANSWERED.value, f"appeal.{each}.5") for each in decisions]
    facts += [(Verb.DESK_LATE.value, "spam")] * 9

    numbers = numbers_from(facts, Concerning.values, Decision.values)

    counts = {cell.name: cell.count for cell in numbers.others}
    assert counts["changed"] == shown


def answers(decided: dict[str, int]) -> list[tuple[str, str]]:
    return [
        (Verb.DESK_ANSWERED.value, f"other.{decision}.5")
        for decision, many in decided.items()
        for _ in range(many)
    ]
