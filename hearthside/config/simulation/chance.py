# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens in a simulated space whatever its rules are: made once, played under each."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from hearthside.config.simulation.habits import HOURS, TOPICS, Habits

MINUTES = HOURS * 60
"""In a week."""

BEYOND = 24 * 60
"""Minutes played after those that are counted, as alike as any: whoever waits then has a day."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody begins a conversation."""

    at: float
    author: int
    board: int
    topic: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who answers now and then looks at a board. ``luck`` decides what they do there."""

    at: float
    member: int
    board: int
    luck: int


@dataclass(frozen=True, slots=True)
class Chance:
    """Everything that is the same under every policy."""

    openings: list[Opening]
    visits: list[Visit]
    helpers: dict[int, frozenset[int]]
    """Who is glad to answer, and about which topics (none: about anything)."""
    weeks: float
    """Of which conversations are counted. Openings and visits go on for a day beyond."""


def throw(habits: Habits, weeks: float, seed: int) -> Chance:
    """Draw who comes when, and what they bring. The same seed draws the same."""
    dice = random.Random(seed)  # noqa: S311 — chance that can be repeated
    until = weeks * MINUTES + BEYOND
    often = habits.members * habits.conversations_a_week
    openings = [
        Opening(
            at,
            dice.randrange(habits.members),
            dice.randrange(habits.boards),
            dice.randrange(TOPICS) if dice.random() < habits.says_topic else None,
        )
        for at in _moments(habits, often, until, dice)
    ]
    crowd = max(int(habits.members * habits.answering), 1)
    weights = [_weight(habits, dice) for _ in range(crowd)]
    who = list(accumulate(weights))
    visits = [
        Visit(
            at,
            bisect(who, dice.random() * who[-1]),
            dice.randrange(habits.boards),
            dice.getrandbits(48),
        )
        for at in _moments(habits, crowd * habits.visits_a_week, until, dice)
    ]
    helpers = {
        member: frozenset(dice.sample(range(TOPICS), dice.randrange(4)))
        for member in _glad_to_answer(habits, crowd, dice)
    }
    return Chance(openings, visits, helpers, weeks)


def _glad_to_answer(habits: Habits, crowd: int, dice: random.Random) -> list[int]:
    """Who said so: mostly people who come by and answer anyway, which are the first ``crowd``."""
    many = min(max(round(habits.members * habits.willing), 1), habits.members)
    others = habits.members - crowd
    coming = min(max(round(many * habits.willing_who_come), many - others), crowd)
    come = dice.sample(range(crowd), coming)
    return come + dice.sample(range(crowd, habits.members), many - coming)


def _weight(habits: Habits, dice: random.Random) -> float:
    """How often one of those who answer comes, beside the others."""
    return dice.choice(habits.spread) if habits.spread else dice.lognormvariate(0, 1)


def _moments(habits: Habits, a_week: float, until: float, dice: random.Random) -> Iterator[float]:
    """Instants of a Poisson process whose rate follows the hours of the week."""
    busiest = max(habits.profile)
    rate = a_week * busiest / (sum(habits.profile) / HOURS) / MINUTES
    at = dice.expovariate(rate) if rate else until
    while at < until:
        if dice.random() * busiest < habits.profile[int(at // 60) % HOURS]:
            yield at
        at += dice.expovariate(rate)
