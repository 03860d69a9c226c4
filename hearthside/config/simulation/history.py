# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space's own history says of its habits. Counts rows; reads no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from hearthside.config.simulation.habits import HOURS, Habits
from hearthside.forum.models import Board, Helper, Post, Thread
from hearthside.spaces.models import Membership, Role, Space
from hearthside.spaces.queries.people import holders_of_role

WEEKS = 12
LEAST_POSTS = 200
"""With fewer than this, the documented defaults say more."""

LEAST_LEFT = 20
"""With fewer conversations than this left to themselves, nobody knows how long they would wait."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody waited, until they were answered or until anybody was asked to."""

    lasted: timedelta
    answered: bool


def habits_of(space: Space, now: datetime, members: int | None = None) -> Habits:
    """The habits of a space, of another size if wished; the defaults where it says too little."""
    since = now - timedelta(weeks=WEEKS)
    here = Membership.objects.active().filter(space=space).count()
    posts = Post.objects.filter(space=space, written_at__gt=since)
    usual = Habits.usual(members or max(here, 1))
    if not here or posts.count() < LEAST_POSTS:
        return usual
    spread = _spread(posts)
    begun = Thread.objects.filter(space=space, opened_at__gt=since, kind="conversation").count()
    weeks = max(now - max(since, space.made_at), DAY) / timedelta(weeks=1)
    answered = share_answered(_waits(space, since, now))
    scaled = (members or here) / here
    return replace(
        usual,
        profile=_profile(posts),
        spread=spread,
        conversations_a_week=begun / here / weeks,
        answering=min(max(len(spread) / here, 0.01), 1.0),
        willing=_willing(space, here) or usual.willing,
        greeters=max(round(len(holders_of_role(space.id, Role.GREETER, now)) * scaled), 0),
        stewards=max(round(len(holders_of_role(space.id, Role.STEWARD, now)) * scaled), 1),
        boards=max(Board.objects.filter(space=space, archived_at=None).count(), 1),
        answered_in_a_day=usual.answered_in_a_day if answered is None else answered,
        own_history=True,
        own_answers=answered is not None,
    )


def share_answered(waits: Sequence[Wait]) -> float | None:
    """The share answered within a day if nobody were asked; None where too few were left to say.

    A wait that was handed on says only that nobody had answered until then. After it, such
    waits are taken to go on as those do that were left alone; the documented default says more
    where these are fewer than `LEAST_LEFT`.

    Source: Kaplan and Meier (1958), J Am Stat Assoc 53:457-481, doi:10.2307/2281868.
    """
    left, waiting = len(waits), 1.0
    if left < LEAST_LEFT:
        return None
    for wait in sorted(waits, key=lambda each: (each.lasted, not each.answered)):
        if wait.lasted > DAY or (wait.lasted == DAY and not wait.answered):
            break
        if wait.answered:
            waiting *= 1 - 1 / left
        elif left - 1 < LEAST_LEFT:
            return None
        left -= 1
    return 1 - waiting


def _profile(posts: QuerySet[Post]) -> tuple[float, ...]:
    """How busy each hour of the week is."""
    hours = (
        posts.order_by()
        .annotate(day=ExtractIsoWeekDay("written_at"), hour=ExtractHour("written_at"))
        .values_list("day", "hour")
        .annotate(n=Count("id"))
    )
    profile = [0.5] * HOURS  # an hour in which nobody wrote yet is not one in which nobody will
    for day, hour, n in hours:
        profile[(day - 1) * 24 + hour] += n
    return tuple(profile)


def _spread(posts: QuerySet[Post]) -> tuple[float, ...]:
    """How many answers each of those wrote who answered anybody under a name."""
    answers = posts.exclude(voice=F("thread__author")).exclude(voice__membership=None)
    counted = answers.order_by().values("voice__membership").annotate(n=Count("id"))
    return tuple(float(n) for n in counted.values_list("n", flat=True))


def _willing(space: Space, members: int) -> float:
    return Helper.objects.filter(space=space, paused_at=None).count() / members


def _waits(space: Space, since: datetime, now: datetime) -> list[Wait]:
    """How long each wait for a first answer was left to itself, of conversations a day old."""
    asked = Q(clocks__question=None, clocks__handovers__told__gt=0)
    begun = Thread.objects.filter(
        space=space, kind="conversation", opened_at__gt=since, opened_at__lte=now - DAY
    ).annotate(asked_at=Min("clocks__handovers__at", filter=asked))
    times = begun.order_by().values_list("opened_at", "answered_at", "asked_at")
    return [_wait(opened, answered or now, asked or now, now) for opened, answered, asked in times]


def _wait(opened: datetime, answered: datetime, asked: datetime, now: datetime) -> Wait:
    """``now`` stands for an answer that did not come yet, and for nobody having been asked."""
    return Wait(min(answered, asked) - opened, answered=answered <= asked and answered < now)
