# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a waiting conversation is handed on, to whom, and within how long it is answered.

Pure: the product and `hearthside simulate replies` run on these very functions.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Level, Owner, Thread, ThreadKind, ThreadState, WaitKind
from hearthside.forum.rules.conversation import may_see, may_steer
from hearthside.spaces.rules.standing import Standing

STEPS: Final = (
    (Owner.HELPERS, 0.5),
    (Owner.WELCOME, 1.0),
    (Owner.STEWARDS, 2.0),
)
"""To whom a wait is handed on, and at what share of the target."""

DEFAULT_MINUTES: Final = {Level.ORDINARY: 240, Level.AMBER: 60, Level.RED: 10}
"""Source: requirement C5 of the design; aims of suicide-prevention communities."""

QUESTION_MINUTES: Final = 360
"""For a question inside a conversation: half as long again as for a first answer. Whoever asks
has been read already, and the person asked first should have the time to come by."""

BOUNDS: Final = {Level.ORDINARY: (30, 720), Level.AMBER: (10, 240), Level.RED: (5, 30)}
"""Least and most minutes. At twice the most the stewards are told: never later than 24 hours."""

ASKED: Final = {Level.ORDINARY: 3, Level.AMBER: 5, Level.RED: 8}
"""How many helpers are asked at once. One often cannot; ten would each think another will."""

LOOKED_EVERY: Final = timedelta(days=1)

NUDGES_A_WEEK: Final = 3
WEEK: Final = timedelta(days=7)

POOL: Final = 60
"""Of how many whose turn it is helpers are drawn: a bound, so that it costs the same anywhere."""

LATELY: Final = timedelta(days=28)
LEAST_SHOWN: Final = 5
"""Times to a first answer are not shown of fewer conversations: they would tell of one of them."""

MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who could be asked: how well it fits, and how often they were asked this week."""

    id: UUID
    fit: int
    recent: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a clock shows: from when it counts, its target, and how many steps were made."""

    runs_from: datetime
    target_minutes: int
    taken: int = 0


def step_at(run: Run, step: int) -> datetime:
    """When step number ``step`` (0, 1, 2) is due."""
    return run.runs_from + timedelta(minutes=run.target_minutes) * STEPS[step][1]


def next_step_at(run: Run) -> datetime | None:
    """When this clock is handed on next, or None when the stewards have it."""
    return step_at(run, run.taken) if run.taken < len(STEPS) else None


def next_look_at(run: Run, now: datetime) -> datetime:
    """When a clock is looked at next: at its next step or, when the stewards have it, every day
    at a time of its own, so that it stops where nobody waits any more."""
    if (step := next_step_at(run)) is not None:
        return step
    return now + LOOKED_EVERY - (now - run.runs_from) % LOOKED_EVERY


def steps_due(run: Run, now: datetime) -> list[Owner]:
    """The steps that are due and were not made; several where nobody looked for a while."""
    late = range(run.taken, len(STEPS))
    return [STEPS[step][0] for step in late if step_at(run, step) <= now]


def share_of(run: Run, now: datetime) -> float:
    """How much of the target has passed: 1 is on time to the minute, 2 is where stewards look."""
    return (now - run.runs_from) / timedelta(minutes=run.target_minutes)


def waited_until(run: Run, stop: datetime, before: timedelta) -> timedelta:
    """How long somebody has waited when the clock stops; never less than they had before."""
    return max(stop - run.runs_from, before, timedelta(0))


def choose(willing: Iterable[Willing], level: Level, dice: random.Random) -> list[Willing]:
    """Whom to ask: the best fit first, in it who was asked least this week, chance among equals.

    Nobody is asked more than three times a week.
    """
    free = [each for each in willing if each.recent < NUDGES_A_WEEK]
    dice.shuffle(free)
    free.sort(key=lambda each: (-each.fit, each.recent))
    return free[: ASKED[level]]


def is_enough(willing: Iterable[Willing], level: Level) -> bool:
    """Whether there are as many who may be asked as are asked."""
    return sum(each.recent < NUDGES_A_WEEK for each in willing) >= ASKED[level]


def usual_minutes(kind: WaitKind) -> dict[Level, int]:
    """Within how long a space answers where its stewards chose nothing, for each level."""
    if kind == WaitKind.CONVERSATION:
        return dict(DEFAULT_MINUTES)
    return {**DEFAULT_MINUTES, Level.ORDINARY: QUESTION_MINUTES}


def minutes_within(level: Level, minutes: int) -> int:
    """A target as near to what was wished as the bounds allow."""
    least, most = BOUNDS[level]
    return min(max(minutes, least), most)


def middle(times: Sequence[timedelta | None], share: float) -> timedelta | None:
    """The time within which ``share`` of those who waited were answered; None: not yet.

    ``None`` among the times stands for somebody who still waits.
    """
    ordered = sorted(times, key=lambda time: (time is None, time or timedelta(0)))
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else None


def may_choose_words(
    standing: Standing, thread: Thread, words: Collection[str], known: Collection[str]
) -> Verdict:
    """Whether this person may say what a conversation is about: whoever began it may."""
    if not (seen := may_see(standing, thread)):
        return seen
    author = thread.author
    if author is None or not standing.is_face(author.membership_id or author.id):
        return Verdict("not-yours", _("Only the person who began this can say what it is about."))
    if len(words) > MOST_WORDS or not set(words) <= set(known):
        return Verdict("no-such-word", _("Choose up to five words from the list."))
    return ALLOWED


def may_ask_sooner(standing: Standing, thread: Thread, level: Level) -> Verdict:
    """Whether this person may say how soon a conversation needs somebody: a steward may."""
    if not (steers := may_steer(standing, thread)):
        return steers
    if level == Level.RED:
        return Verdict("not-by-hand", _("Stewards can say “as usual” or “soon”."))
    return ALLOWED


def waits(thread: Thread, *, reads: bool) -> bool:
    """Whether somebody waits in a conversation. ``reads``: its author is here to read an answer."""
    asked = thread.kind == ThreadKind.CONVERSATION and thread.state == ThreadState.OPEN
    return asked and reads and thread.answered_at is None
