# SPDX-License-Identifier: AGPL-3.0-or-later
"""One simulated space under one policy: plain newest-first lists, or the reply clock on top.

The steps, their times and whom to ask are decided by `hearthside.forum.rules.clock`, the
functions the product itself runs on.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import simpy

from hearthside.config.simulation.chance import BEYOND, MINUTES, Chance, Opening, Visit
from hearthside.config.simulation.habits import HOURS, Habits
from hearthside.forum.models import Level, Owner
from hearthside.forum.rules.clock import (
    DEFAULT_MINUTES,
    POOL,
    STEPS,
    WEEK,
    Run,
    Willing,
    choose,
    is_enough,
    step_at,
)
from hearthside.forum.rules.conversation import THREADS_PER_PAGE

START = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday, midnight."""

ANYTHING = -1
Steps = Generator[simpy.Event, None, None]


@dataclass(slots=True)
class Talk:
    """A conversation; ``answered`` is when, in minutes, or None."""

    opening: Opening
    number: int
    answered: float | None = None


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    talks: list[Talk] = field(default_factory=list)
    """Those that have a whole day to be answered in."""
    nudges: dict[int, list[float]] = field(default_factory=dict)
    told_stewards: int = 0


class Played:
    """A space that runs: boards with the newest first, visitors, and clocks if there are any."""

    def __init__(self, habits: Habits, chance: Chance, seed: int, *, clocked: bool) -> None:
        self.habits, self.chance, self.clocked = habits, chance, clocked
        self.env = simpy.Environment()
        self.dice = random.Random(seed)  # noqa: S311 — chance that can be repeated
        self.outcome = Outcome()
        self.boards: list[deque[Talk]] = [
            deque(maxlen=THREADS_PER_PAGE) for _ in range(habits.boards)
        ]
        self.rests: Counter[int] = Counter()
        """How many visits each helper leaves out: one for each answer they gave when asked."""
        self.turns = Turns(chance.helpers, self.dice)

    def run(self) -> Outcome:
        """Play it to the end, and a day longer for those who wait then."""
        self.env.process(self._open())
        self.env.process(self._visit())
        self.env.run(until=self.chance.weeks * MINUTES + BEYOND)
        return self.outcome

    def _open(self) -> Steps:
        for number, opening in enumerate(self.chance.openings):
            yield self.env.timeout(opening.at - self.env.now)
            talk = Talk(opening, number)
            if opening.at < self.chance.weeks * MINUTES:
                self.outcome.talks.append(talk)
            self.boards[opening.board].appendleft(talk)
            if self.clocked:
                self.env.process(self._clock(talk))

    def _visit(self) -> Steps:
        for visit in self.chance.visits:
            yield self.env.timeout(visit.at - self.env.now)
            if self.rests[visit.member]:  # has answered when asked, and has had enough for now
                self.rests[visit.member] -= 1
            else:
                self._look(visit)

    def _look(self, visit: Visit) -> None:
        """Read down a board until one has had enough, or has answered somebody."""
        luck = random.Random(visit.luck)  # noqa: S311 — chance that can be repeated
        far = min(1 + int(luck.expovariate(1 / self.habits.read)), THREADS_PER_PAGE)
        chances = [luck.random() for _ in range(far)]  # the same for each place in any order
        for talk, chance in zip(self.boards[visit.board], chances, strict=False):
            free = talk.answered is None and talk.opening.author != visit.member
            if free and chance < self.habits.answers_when_read:
                talk.answered = self.env.now
                return

    def _clock(self, talk: Talk) -> Steps:
        """The clock of one conversation, step by step, until somebody answers."""
        begun = START + timedelta(minutes=self.env.now)
        run = Run(begun, DEFAULT_MINUTES[Level.ORDINARY])
        for number, (owner, _share) in enumerate(STEPS):
            due = (step_at(run, number) - START) / timedelta(minutes=1)
            yield self.env.timeout(due - self.env.now)
            if talk.answered is not None:
                return
            if owner == Owner.HELPERS:
                self._ask_helpers(talk)
            elif owner == Owner.WELCOME:
                self._tell(talk, self.habits.greeters, self.habits.greeter_answers)
            else:
                self.outcome.told_stewards += 1
                self._tell(talk, self.habits.stewards, self.habits.steward_answers)

    def _ask_helpers(self, talk: Talk) -> None:
        now = self.env.now
        willing = self.turns.willing(talk.opening, now)
        for each in choose(willing, Level.ORDINARY, self.dice):
            helper = each.id.int
            self.turns.asked(helper, now)
            self.outcome.nudges.setdefault(helper, []).append(now)
            self.env.process(self._respond(talk, self.habits.answers_when_asked, helper))

    def _tell(self, talk: Talk, people: int, answers: float) -> None:
        """A team of which one answers with this chance, whoever looks first."""
        for _ in range(min(people, 3)):
            self.env.process(self._respond(talk, 1 - (1 - answers) ** (1 / min(people, 3)), None))

    def _respond(self, talk: Talk, answers: float, helper: int | None) -> Steps:
        """Look at a notice when one is awake, and answer or not."""
        yield self.env.timeout(self.habits.minutes_when_asked * self.dice.lognormvariate(0, 1))
        busiest = max(self.habits.profile)
        while self.dice.random() * busiest > self.habits.profile[int(self.env.now // 60) % HOURS]:
            yield self.env.timeout(60)
        if talk.answered is None and self.dice.random() < answers:
            talk.answered = self.env.now
            if helper is not None:
                self.rests[helper] += 1


class Turns:
    """Whose turn it is, for each topic and for anything: the order of the table `Offer`."""

    def __init__(self, helpers: dict[int, frozenset[int]], dice: random.Random) -> None:
        self.words = {member: topics or {ANYTHING} for member, topics in helpers.items()}
        self.at: dict[int, float] = {}
        self.lately: dict[int, list[float]] = {}
        self.queues: dict[int, deque[tuple[float, int]]] = {}
        for member in dice.sample(sorted(helpers), len(helpers)):
            for word in self.words[member]:
                self.queues.setdefault(word, deque()).append((-1.0, member))

    def willing(self, opening: Opening, now: float) -> list[Willing]:
        """Who could be asked, as `hearthside.forum.queries.clocks.willing_for` finds them."""
        fits = [(opening.topic, 2)] if opening.topic is not None else []
        found: dict[int, Willing] = {}
        for word, fit in [*fits, (ANYTHING, 0)]:
            for member in self._first(word):
                if member != opening.author and member not in found:
                    found[member] = Willing(UUID(int=member), fit, self._recent(member, now))
            if fit < 2 and is_enough(found.values(), Level.ORDINARY):
                break
        return list(found.values())

    def asked(self, member: int, now: float) -> None:
        """Somebody was asked: to the end of every row they stand in."""
        self.at[member] = now
        self.lately.setdefault(member, []).append(now)
        for word in self.words[member]:
            self.queues[word].append((now, member))

    def _first(self, word: int) -> Iterator[int]:
        queue = self.queues.get(word, deque())
        while queue and queue[0][0] != self.at.get(queue[0][1], -1.0):
            queue.popleft()  # has stood here before being asked
        seen = 0
        for at, member in queue:
            if at == self.at.get(member, -1.0):
                yield member
                seen += 1
            if seen == POOL:
                return

    def _recent(self, member: int, now: float) -> int:
        week = WEEK / timedelta(minutes=1)
        return sum(now - at < week for at in self.lately.get(member, [])[-4:])
