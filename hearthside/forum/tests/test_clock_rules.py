# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pure rules of the reply clock."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import uuid4

import pytest

from hearthside.forum.models import Level, Owner
from hearthside.forum.rules.clock import (
    ASKED,
    BOUNDS,
    DEFAULT_MINUTES,
    Run,
    Willing,
    choose,
    middle,
    minutes_within,
    next_look_at,
    next_step_at,
    share_of,
    step_at,
    steps_due,
    waited_until,
)
from hearthside.spaces.tests.builders import SIX_PM

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def willing(fit: int = 0, recent: int = 0) -> Willing:
    return Willing(uuid4(), fit, recent)


@pytest.mark.parametrize("level", list(Level))
def test_nobody_waits_longer_than_a_day_before_stewards_are_told(level: Level) -> None:
    longest = Run(SIX_PM, BOUNDS[level][1])

    assert step_at(longest, 2) - SIX_PM <= timedelta(hours=24)
    assert BOUNDS[level][0] <= DEFAULT_MINUTES[level] <= BOUNDS[level][1]


def test_steps_are_due_at_half_at_the_target_and_at_twice() -> None:
    run = Run(SIX_PM, 240)

    assert steps_due(run, SIX_PM + 2 * HOUR - MINUTE) == []
    assert steps_due(run, SIX_PM + 2 * HOUR) == [Owner.HELPERS]
    assert steps_due(run, SIX_PM + 9 * HOUR) == [Owner.HELPERS, Owner.WELCOME, Owner.STEWARDS]
    assert steps_due(Run(SIX_PM, 240, taken=2), SIX_PM + 9 * HOUR) == [Owner.STEWARDS]
    assert next_step_at(Run(SIX_PM, 240, taken=3)) is None
    assert share_of(run, SIX_PM + 6 * HOUR) == 1.5


def test_after_the_last_step_a_clock_is_looked_at_every_day_at_its_own_time() -> None:
    told = Run(SIX_PM, 240, taken=3)

    assert next_look_at(Run(SIX_PM, 240), SIX_PM) == SIX_PM + 2 * HOUR
    assert next_look_at(told, SIX_PM + 8 * HOUR) == SIX_PM + 24 * HOUR
    assert next_look_at(told, SIX_PM + 24 * HOUR) == SIX_PM + 48 * HOUR
    assert next_look_at(told, SIX_PM + 80 * HOUR) == SIX_PM + 96 * HOUR


def test_the_best_fit_is_asked_first_then_who_was_asked_least() -> None:
    fits, twice, once, never = willing(2, 2), willing(1, 2), willing(1, 1), willing(1)
    others = [willing() for _ in range(20)]

    chosen = choose([*others, twice, once, never, fits], Level.ORDINARY, random.Random(1))

    assert chosen == [fits, never, once]


def test_nobody_is_asked_a_fourth_time() -> None:
    assert choose([willing(2, 3)], Level.ORDINARY, random.Random(1)) == []


def test_chance_decides_among_equals() -> None:
    crowd = [willing() for _ in range(10)]

    first = {choose(crowd, Level.ORDINARY, random.Random(seed))[0].id for seed in range(60)}

    assert len(first) == len(crowd)


def test_sooner_asks_more() -> None:
    crowd = [willing() for _ in range(20)]

    counts = [len(choose(crowd, level, random.Random(1))) for level in Level]

    assert counts == [ASKED[level] for level in Level] == sorted(counts)


def test_time_waited_never_shrinks() -> None:
    run = Run(SIX_PM, 240)

    assert waited_until(run, SIX_PM + HOUR, timedelta(0)) == HOUR
    assert waited_until(run, SIX_PM - HOUR, 2 * HOUR) == 2 * HOUR


def test_whoever_still_waits_counts_as_the_longest() -> None:
    times = [HOUR, None, 2 * HOUR, 3 * HOUR, None]

    assert middle(times, 0.5) == 3 * HOUR
    assert middle(times, 0.9) is None
    assert middle([], 0.5) is None


@pytest.mark.parametrize(("wished", "kept"), [(1, 30), (90, 90), (5000, 720)])
def test_a_promise_stays_within_bounds(wished: int, kept: int) -> None:
    assert minutes_within(Level.ORDINARY, wished) == kept
