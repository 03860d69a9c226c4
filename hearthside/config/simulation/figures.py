# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is read off a simulation, over several seeds, and how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf, sqrt
from statistics import fmean, stdev

from hearthside.config.simulation.chance import BEYOND, MINUTES, throw
from hearthside.config.simulation.habits import Habits
from hearthside.config.simulation.play import Outcome, Played
from hearthside.forum.models import Level
from hearthside.forum.rules.clock import DEFAULT_MINUTES

WARM = 1.0
"""Weeks played before anything is counted."""

ENOUGH = 600
"""Conversations to count in one play, where weeks allow."""

DAY = 24 * 60
_T = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26}
"""Student's t for 95 %, by how many seeds there are."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One play in numbers. Times in minutes, counted from the opening; inf: not within a day."""

    half: float
    most: float
    in_time: float
    never: float
    load: float = 0.0
    """Nudges for each helper in a week."""
    heaviest: int = 0
    """The most nudges of one helper within any seven days."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same chance, played under both policies."""

    plain: Figures
    clocked: Figures


def weeks_for(habits: Habits) -> float:
    """How long to play, so that enough is counted: longer in a small space."""
    a_week = habits.members * habits.conversations_a_week
    return WARM + min(max(ceil(ENOUGH / max(a_week, 0.1)), 2), 150)


def calibrated(habits: Habits) -> Habits:
    """Find how readily people answer what they read, so that plain lists do as they did.

    By halving: seven plays with plain lists. Where even eager readers come too seldom for
    that share, they answer nine times in ten.
    """
    weeks = WARM + max(1.0, min(weeks_for(habits) - WARM, 40))
    chance = throw(habits, weeks, seed=0)
    least, most = 0.0, 0.9
    for _ in range(7):
        tried = replace(habits, answers_when_read=(least + most) / 2)
        plain = _read(Played(tried, chance, 0, clocked=False).run(), weeks, 1)
        if 1 - plain.never < habits.answered_in_a_day:
            least = tried.answers_when_read
        else:
            most = tried.answers_when_read
    return replace(habits, answers_when_read=most)


def compare(habits: Habits, seeds: Sequence[int]) -> Iterator[Pair]:
    """Play each seed under both policies."""
    weeks = weeks_for(habits)
    for seed in seeds:
        chance = throw(habits, weeks, seed)
        plain = Played(habits, chance, seed, clocked=False).run()
        clocked = Played(habits, chance, seed, clocked=True).run()
        many = len(chance.helpers)
        yield Pair(_read(plain, weeks, many), _read(clocked, weeks, many))


def _read(outcome: Outcome, weeks: float, helpers: int) -> Figures:
    counted = [talk for talk in outcome.talks if talk.opening.at >= WARM * MINUTES]
    times = sorted(
        inf if talk.answered is None else talk.answered - talk.opening.at for talk in counted
    )
    target = DEFAULT_MINUTES[Level.ORDINARY]
    nudges = sum(map(len, outcome.nudges.values()))
    return Figures(
        half=_at(times, 0.5),
        most=_at(times, 0.9),
        in_time=sum(time <= target for time in times) / len(times) if times else 0.0,
        never=sum(time > DAY for time in times) / len(times) if times else 0.0,
        load=nudges / helpers / (weeks + BEYOND / MINUTES),
        heaviest=max((_in_any_week(asked) for asked in outcome.nudges.values()), default=0),
    )


def _at(times: Sequence[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)] if times else inf


def _in_any_week(asked: Sequence[float]) -> int:
    return max(sum(0 <= at - first < MINUTES for at in asked) for first in asked)


def lines(habits: Habits, pairs: Sequence[Pair]) -> Iterator[str]:
    """The rows of the table for one space."""
    for name, side in (("newest first", "plain"), ("reply clock", "clocked")):
        figures: list[Figures] = [getattr(pair, side) for pair in pairs]
        cells = [
            _spread(figures, lambda one: one.half, _time),
            _spread(figures, lambda one: one.most, _time),
            _spread(figures, lambda one: one.in_time, _percent),
            _spread(figures, lambda one: one.never, _percent),
            _spread(figures, lambda one: one.load, "{:.2f}".format),
            str(max(one.heaviest for one in figures)),
        ]
        yield f"| {habits.members:,} | {name} | " + " | ".join(cells) + " |"


HEAD = (
    "| members | policy | half within | nine of ten within | within the target "
    "| none in 24 h | nudges per helper and week | most in any week |\n"
    "|--:|---|--:|--:|--:|--:|--:|--:|"
)


def gain(pairs: Sequence[Pair]) -> str:
    """By how much the clock wins, in one sentence."""
    earlier = [pair.clocked.in_time - pair.plain.in_time for pair in pairs]
    fewer = [pair.plain.never - pair.clocked.never for pair in pairs]
    return (
        f"The clock answers {_interval(earlier)} more within the target, "
        f"and leaves {_interval(fewer)} fewer without an answer for a day."
    )


def _interval(values: Sequence[float]) -> str:
    middle, off = fmean(values), _margin(values)
    least, most = (middle - off) * 100, (middle + off) * 100
    return f"{middle * 100:.1f} points (95 %: {least:.1f} to {most:.1f})"


def _margin(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    return _T.get(len(values), 2.2) * stdev(values) / sqrt(len(values))


def _spread(
    figures: Sequence[Figures], of: Callable[[Figures], float], say: Callable[[float], str]
) -> str:
    values = [of(one) for one in figures]
    if inf in values:
        return "over 24 h" if values.count(inf) > len(values) / 2 else "at times over 24 h"
    off = _margin(values)
    return say(fmean(values)) + (f" ± {say(off)}" if len(values) > 1 else "")


def _time(minutes: float) -> str:
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
