# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space's own history says of its habits. Counts rows; reads no words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from hearthside.config.simulation.habits import HOURS, Habits
from hearthside.forum.models import Board, Handover, Helper, Post, Thread
from hearthside.spaces.models import Membership, Role, Space
from hearthside.spaces.queries.people import holders_of_role

WEEKS = 12
LEAST_POSTS = 200
"""With fewer than this, the documented defaults say more."""


def habits_of(space: Space, now: datetime, members: int | None = None) -> Habits:
    """The habits of a space, of another size if wished; the defaults where it says too little."""
    since = now - timedelta(weeks=WEEKS)
    here = Membership.objects.active().filter(space=space).count()
    posts = Post.objects.filter(space=space, written_at__gt=since)
    usual = Habits.usual(members or max(here, 1))
    if not here or posts.count() < LEAST_POSTS:
        return usual
    hours = (
        posts.order_by()
        .annotate(day=ExtractIsoWeekDay("written_at"), hour=ExtractHour("written_at"))
        .values_list("day", "hour")
        .annotate(n=Count("id"))
    )
    profile = [0.5] * HOURS  # an hour in which nobody wrote yet is not one in which nobody will
    for day, hour, n in hours:
        profile[(day - 1) * 24 + hour] += n
    spread = _spread(posts)
    begun = Thread.objects.filter(space=space, opened_at__gt=since, kind="conversation").count()
    scaled = (members or here) / here
    return replace(
        usual,
        profile=tuple(profile),
        spread=spread,
        conversations_a_week=begun / here / WEEKS,
        answering=min(max(len(spread) / here, 0.01), 1.0),
        willing=_willing(space, here) or usual.willing,
        greeters=max(round(len(holders_of_role(space.id, Role.GREETER, now)) * scaled), 0),
        stewards=max(round(len(holders_of_role(space.id, Role.STEWARD, now)) * scaled), 1),
        boards=max(Board.objects.filter(space=space, archived_at=None).count(), 1),
        answered_in_a_day=_answered(space, since, now) or usual.answered_in_a_day,
        own_history=True,
    )


def _spread(posts: QuerySet[Post]) -> tuple[float, ...]:
    """How many answers each of those wrote who answered anybody under a name."""
    answers = posts.exclude(voice=F("thread__author")).exclude(voice__membership=None)
    counted = answers.order_by().values("voice__membership").annotate(n=Count("id"))
    return tuple(float(n) for n in counted.values_list("n", flat=True))


def _willing(space: Space, members: int) -> float:
    return Helper.objects.filter(space=space, paused_at=None).count() / members


def _answered(space: Space, since: datetime, now: datetime) -> float:
    """The share who had an answer within a day without anybody having been asked for one."""
    begun = Thread.objects.filter(
        space=space,
        kind="conversation",
        opened_at__gt=since,
        opened_at__lte=now - timedelta(days=1),
    )
    asked = Handover.objects.filter(
        clock__thread=OuterRef("id"), clock__question=None, at__lt=OuterRef("answered_at")
    )
    answered = begun.filter(answered_at__lte=F("opened_at") + timedelta(days=1))
    return answered.exclude(Exists(asked)).count() / max(begun.count(), 1)
