# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who waits, how they stand with the clock, and what their author reads of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from hearthside.core.paging import Key, Page
from hearthside.forum.models import (
    Clock,
    ClockState,
    Level,
    Meet,
    Owner,
    Post,
    Question,
    Thread,
    ThreadWord,
)
from hearthside.forum.queries.clocks import STILL_WAITS, run_of
from hearthside.forum.queries.questions import Asked, met_questions, name_asked_first, with_words
from hearthside.forum.queries.threads import ThreadRow, rows_for
from hearthside.forum.rules.clock import Run, next_step_at, share_of, step_at
from hearthside.forum.rules.conversation import THREADS_PER_PAGE
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.standing import Standing

_AT_ONCE = 2 * (THREADS_PER_PAGE + 1)
"""How many of those with the same promised time are read at once: few of them wait no more."""


_KEPT_OPEN = timedelta(days=7)
"""How long ago the first page may have been asked for, at most: an address says what it likes."""
_LONGEST = timedelta(days=36_500)
"""Longer than anybody has waited, and no more than a date can be counted back."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits on the board: how soon they need somebody, by when, and whose turn it is.

    ``row`` is the conversation; ``asked`` what they ask in it, if it is not a first answer
    that they wait for.
    """

    row: ThreadRow
    asked: Asked | None
    level: Level
    owner: Owner
    answer_by: datetime
    is_late: bool


def waiting_board(
    by: Standing, *, word: str, wanted: str = "", after: Key | None, now: datetime
) -> Page[Waiting]:
    """Who waits, the one first whose time has run furthest beyond what was promised.

    ``word`` leaves those that say they are about it, ``wanted`` (a `Wanted`) those that hope
    for this kind of answer. ``after`` starts a later page, in the
    order of the instant at which the first one was asked for.
    """
    at = min(max(after.at, now - _KEPT_OPEN), now) if after else now
    last = Clock.objects.filter(id=after.id).first() if after else None
    place = _place(last.id, run_of(last), at) if last else None
    running = _running(by, word, wanted)
    ordered = _ordered(running, at, place)
    shown = _still_waiting(ordered, THREADS_PER_PAGE + 1)
    more, shown = len(shown) > THREADS_PER_PAGE, shown[:THREADS_PER_PAGE]
    rows = {row.id: row for row in rows_for(by, [clock.thread_id for clock in shown])}
    asking = {clock.question_id for clock in shown if clock.question_id is not None}
    asked = met_questions(by, list(with_words(Question.objects.filter(id__in=asking))))
    here = [
        clock
        for clock in shown
        if clock.thread_id in rows and (clock.question_id is None or clock.question_id in asked)
    ]
    met = [_waiting(clock, rows[clock.thread_id], asked, now) for clock in here]
    return Page(met, later=Key(at, shown[-1].id) if more else None)


_Place = tuple[float, UUID]
"""Where a clock stands on the board: the further beyond its time, the smaller; and its id."""


def _running(by: Standing, word: str, wanted: str) -> QuerySet[Clock]:
    running = Clock.objects.filter(space_id=by.space_id, state=ClockState.RUNNING)
    if word:
        running = running.filter(thread__about__word=word)
    return running.filter(thread__wanted=wanted) if wanted else running


def _ordered(running: QuerySet[Clock], at: datetime, behind: _Place | None) -> Iterator[_Place]:
    """The order of all clocks that run, found without loading any of them, from one place on.

    Of those with the same promised time, who has waited longest is the furthest beyond it, and an
    index knows them in this order; so of each promised time a few are read, as far as the page
    goes. A space has a handful of them: one for each level, and what they were before.
    """
    targets = running.order_by("target_minutes").values_list("target_minutes", flat=True)
    lines = [_in_line(running, minutes, at, behind) for minutes in targets.distinct()]
    return merge(*lines)


def _in_line(
    running: QuerySet[Clock], minutes: int, at: datetime, behind: _Place | None
) -> Iterator[_Place]:
    """The clocks of one promised time, in their order."""
    waiting = running.filter(target_minutes=minutes).order_by("runs_from", "id")
    rest = waiting
    if behind:
        rest = waiting.filter(runs_from__gte=_from_when(behind, minutes, at))
    while part := list(rest.values_list("id", "runs_from")[:_AT_ONCE]):
        places = (_place(each, Run(since, minutes), at) for each, since in part)
        yield from (place for place in places if behind is None or place > behind)
        if len(part) < _AT_ONCE:
            return
        last_id, since = part[-1]
        rest = waiting.filter(Q(runs_from__gt=since) | Q(runs_from=since, id__gt=last_id))


def _place(clock_id: UUID, run: Run, at: datetime) -> _Place:
    return -share_of(run, at), clock_id


def _from_when(behind: _Place, minutes: int, at: datetime) -> datetime:
    """Since when those wait who come next among those with this promised time, or a bit earlier."""
    waited = min(-behind[0] * minutes, _LONGEST / timedelta(minutes=1))
    return at - timedelta(minutes=waited, seconds=1)


def _still_waiting(ordered: Iterator[_Place], many: int) -> list[Clock]:
    """The first so many that still wait, in this order; few have stopped and run still."""
    found: list[Clock] = []
    while len(found) < many and (part := [place[1] for place in islice(ordered, 2 * many)]):
        waits = Clock.objects.filter(STILL_WAITS, id__in=part).in_bulk()
        found += [waits[each] for each in part if each in waits]
    return found[:many]


def _waiting(clock: Clock, row: ThreadRow, asked: Mapping[UUID, Asked], now: datetime) -> Waiting:
    answer_by = step_at(run_of(clock), 1)
    question = asked[clock.question_id] if clock.question_id else None
    if question and not question.is_own and row.met == Meet.FOLD:
        question = replace(question, passage="", language="")
    is_late = answer_by < now
    return Waiting(row, question, Level(clock.level), Owner(clock.owner), answer_by, is_late)


@dataclass(frozen=True, slots=True)
class Told:
    """A step that was made: who was told, when, and how many."""

    owner: Owner
    at: datetime
    told: int


@dataclass(frozen=True, slots=True)
class OwnWait:
    """What somebody who waits reads about it; ``last_look_at`` is when the stewards are told.

    ``question`` is what they asked, where it is not a first answer that they wait for, and
    ``asked_first`` what they read of whom they asked.
    """

    since: datetime
    answer_by: datetime
    is_late: bool
    steps: Sequence[Told]
    last_look_at: datetime | None
    question: Question | None
    asked_first: str


def own_waits(thread: Thread, by: Standing, now: datetime) -> list[OwnWait]:
    """How long this member has waited here, for which answer, and who was told of it; theirs
    alone. Two queries, one more for who keeps somebody away and asked somebody first.
    """
    running = Clock.objects.filter(STILL_WAITS, _own_clocks(by), thread=thread)
    loaded = running.select_related("question__post", "question__to").prefetch_related("handovers")
    found = loaded.defer("question__to__owner", "question__to__key")
    clocks = list(found.order_by("began_at", "id"))
    asked = by.keeps_apart and any(each.question and each.question.to_id for each in clocks)
    apart = kept_apart(by.member_id).blocked if asked else frozenset()
    return [_own_wait(clock, apart, now) for clock in clocks]


def _own_wait(clock: Clock, apart: Collection[UUID], now: datetime) -> OwnWait:
    steps = sorted(clock.handovers.all(), key=lambda step: (step.at, step.step))
    run, whole = run_of(clock), Run(clock.runs_from, clock.target_minutes)
    return OwnWait(
        since=clock.began_at,
        answer_by=step_at(run, 1),
        is_late=step_at(run, 1) < now,
        steps=[Told(Owner(step.owner), step.at, step.told) for step in steps if step.told],
        last_look_at=step_at(whole, 2) if next_step_at(run) else None,
        question=clock.question,
        asked_first=name_asked_first(clock.question, apart) if clock.question else "",
    )


def _own_clocks(by: Standing) -> Q:
    """Clocks that run for what this member wrote, under whatever face."""
    opened = Q(thread__author__membership=by.member_id) | Q(thread__author__in=by.voices)
    voice = "question__post__voice"
    asked = Q(**{f"{voice}__membership": by.member_id}) | Q(**{f"{voice}__in": by.voices})
    return (Q(question=None) & opened) | asked


def waits_of(by: Standing, posts: Collection[Post]) -> dict[UUID, tuple[datetime, datetime]]:
    """Since when, and promised by when, an answer to these posts of one's own is waited for.

    By the post: the opening words of a conversation, or the words that ask. One query.
    """
    threads = {post.thread_id for post in posts}
    running = Clock.objects.filter(STILL_WAITS, _own_clocks(by), thread__in=threads)
    found: dict[UUID, tuple[datetime, datetime]] = {}
    first = {post.thread_id: post.id for post in posts if post.written_at == post.thread.opened_at}
    for clock in running.select_related("question"):
        waited = (clock.began_at, step_at(run_of(clock), 1))
        post_id = clock.question.post_id if clock.question else first.get(clock.thread_id)
        if post_id is not None:
            found[post_id] = waited
    return found


def about_of(thread_id: UUID) -> list[str]:
    """The words that an author chose for a conversation."""
    rows = ThreadWord.objects.filter(thread=thread_id)
    return list(rows.order_by("word").values_list("word", flat=True))


def first_conversation(by: Standing) -> ThreadRow | None:
    """A conversation for somebody new to begin with: the last pinned, else the last written in."""
    here = Thread.objects.visible_to(by).listed().filter(kind="conversation")
    pinned = here.exclude(pin=None).order_by("-pin__since", "id")
    latest = here.order_by("-last_post_at", "id")
    ids = [*pinned.values_list("id", flat=True)[:5], *latest.values_list("id", flat=True)[:10]]
    met = {row.id: row for row in rows_for(by, ids)}
    return next((met[each] for each in ids if each in met), None)


def begun_by(voices: Collection[UUID], thread_ids: Collection[UUID]) -> list[UUID]:
    """Which of these conversations were begun by one of these voices."""
    begun = Thread.objects.filter(id__in=thread_ids, author__in=voices)
    return list(begun.order_by("id").values_list("id", flat=True))
