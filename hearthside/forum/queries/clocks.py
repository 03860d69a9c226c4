# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the reply clock asks: who waits, who could be told, and how long answers took."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from hearthside.forum.models import (
    ANYTHING,
    Clock,
    ClockState,
    Level,
    Nudge,
    Offer,
    PostState,
    Question,
    Target,
    Thread,
    ThreadState,
    ThreadWord,
    Voice,
    WaitKind,
)
from hearthside.forum.queries.notes import who_hides
from hearthside.forum.queries.places import who_put_away
from hearthside.forum.rules.clock import (
    LATELY,
    LEAST_SHOWN,
    POOL,
    STEPS,
    WEEK,
    Run,
    Willing,
    is_enough,
    middle,
    minutes_within,
    usual_minutes,
)
from hearthside.spaces.models import MembershipState
from hearthside.spaces.queries.standing import kept_apart

COUNTED = 500
"""How many conversations the times to a first answer are taken from at most, the newest."""


_THREADS = Q(thread__author__membership__state=MembershipState.ACTIVE) | Q(
    thread__author__unnamed=True
)
_VOICE = "question__post__voice"
_ASKERS = Q(**{f"{_VOICE}__membership__state": MembershipState.ACTIVE}) | Q(
    **{f"{_VOICE}__unnamed": True}
)
STILL_WAITS = Q(state=ClockState.RUNNING, thread__state=ThreadState.OPEN) & (
    (Q(question=None, thread__answered_at=None) & _THREADS)
    | (
        Q(
            question__let_go=False,
            question__answered_at=None,
            question__post__state=PostState.VISIBLE,
        )
        & _ASKERS
    )
)
"""The SQL twin of `rules.clock.waits` and `rules.questions.question_waits`, of clocks: also of
those that the courier has not stopped yet."""


def run_of(clock: Clock) -> Run:
    """What a clock shows, as the rules read it."""
    return Run(clock.runs_from, clock.target_minutes, clock.taken)


def runs(thread_id: UUID) -> bool:
    """Whether a clock of a conversation runs: its own, or that of a question in it."""
    return Clock.objects.filter(thread=thread_id, state=ClockState.RUNNING).exists()


def clocks_running(thread: Thread) -> list[Clock]:
    """The clocks of who waits in a conversation, with what they ask in it. One query."""
    running = Clock.objects.filter(STILL_WAITS, thread=thread).order_by("began_at", "id")
    loaded = running.select_related("question__post__voice", "question__post__fold")
    return list(loaded.defer("question__post__voice__owner", "question__post__voice__key"))


def targets_of(space_id: UUID, kind: WaitKind = WaitKind.CONVERSATION) -> dict[Level, int]:
    """Within how many minutes a space means to answer, for each level. One query."""
    targets = Target.objects.filter(space_id=space_id, kind=kind)
    chosen = dict(targets.values_list("level", "minutes"))
    return {
        level: minutes_within(level, chosen.get(level, usual))
        for level, usual in usual_minutes(kind).items()
    }


def is_here(voice: Voice | None) -> bool:
    """Whether somebody is here to read an answer. Needs ``membership`` loaded.

    A voice without a name is taken to be: nothing tells whether its owner has left.
    """
    if voice is None:
        return False
    if voice.membership is None:
        return voice.unnamed
    return voice.membership.state == MembershipState.ACTIVE


def asked_in(thread: Thread) -> list[Question]:
    """The questions in a conversation, with what says whether somebody waits. One query."""
    rows = Question.objects.filter(thread=thread).order_by("asked_at", "id")
    return list(rows.select_related("post__voice__membership", "to"))


def question_of(clock: Clock) -> Question | None:
    """The question whose clock it is, with who asked it; None for a whole conversation."""
    if clock.question_id is None:
        return None
    rows = Question.objects.select_related("post__voice__membership", "to")
    return rows.get(id=clock.question_id)


def not_to_be_asked(thread: Thread, question: Question | None = None) -> frozenset[UUID]:
    """Whoever waits under their name, whoever they asked themselves, and whoever is kept apart
    from them or from whoever began the conversation.

    Nobody for a voice without a name: being left out would tell who it is. What is written
    for them is not shown to them.
    """
    author = thread.author.membership_id if thread.author else None
    if question is None:
        return kept_apart(author).blocked | {author} if author else frozenset()
    asker = question.post.voice.membership_id
    asked = question.to.membership_id if question.to else None
    themselves = {each for each in (asker, asked) if each}
    return kept_apart(author).blocked | kept_apart(asker).blocked | themselves


def willing_for(
    clock: Clock,
    thread: Thread,
    question: Question | None,
    apart: Collection[UUID],
    now: datetime,
) -> list[Willing]:
    """Who could be asked but for those ``apart``, whose turn it is longest first, the better
    fit first.

    Nobody is asked about what they do not want to meet, or put away here. A bounded number of
    rows, however many are glad to answer: looking goes on only while there are not enough who
    may be asked.
    """
    about = ThreadWord.objects.filter(thread=thread).order_by("word").values_list("word", flat=True)
    fits = [(word, 2) for word in about] + [(board_word(thread.board_id), 1), (ANYTHING, 0)]
    found: dict[UUID, Willing] = {}
    for word, fit in fits:
        turns = _whose_turn(clock, word, apart)
        hiding = _hiding(thread, question, turns.values())
        new = [each for each, member in turns.items() if each not in found and member not in hiding]
        asked = asked_lately(new, now)
        found |= {each: Willing(each, fit, asked.get(each, 0)) for each in new}
        if fit < 2 and is_enough(found.values(), Level(clock.level)):
            break
    return list(found.values())


def _hiding(thread: Thread, question: Question | None, members: Collection[UUID]) -> set[UUID]:
    """Those of these members who do not want to meet who waits, or what it is about."""
    notes = thread.notes + (question.post.notes if question else "")
    voice_id = question.post.voice_id if question else thread.author_id
    away = who_put_away(thread.id, voice_id, members) if voice_id else set()
    return away | who_hides(notes, members)


def board_word(board_id: UUID) -> str:
    """What stands in an offer for a board."""
    return f"board:{board_id.hex}"


def asked_lately(helper_ids: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """How often these helpers were asked within the last week."""
    rows = Nudge.objects.filter(helper__in=helper_ids, at__gt=now - WEEK).order_by()
    return dict(rows.values("helper").annotate(n=Count("id")).values_list("helper", "n"))


def _whose_turn(clock: Clock, word: str, apart: Collection[UUID]) -> dict[UUID, UUID]:
    """Helpers in the order of turns, each with their membership."""
    offers = Offer.objects.filter(
        space_id=clock.space_id,
        word=word,
        open=True,
        helper__membership__state=MembershipState.ACTIVE,
    )
    fresh = offers.exclude(helper__membership__in=apart).exclude(helper__nudges__clock=clock)
    turns = fresh.order_by("turn_at", "roll")
    return dict(turns.values_list("helper_id", "helper__membership_id")[:POOL])


@dataclass(frozen=True, slots=True)
class Pace:
    """How long answers took lately. None: that many had none when this was asked."""

    conversations: int
    half_within: timedelta | None
    most_within: timedelta | None


def pace_of(space_id: UUID, now: datetime, kind: WaitKind = WaitKind.CONVERSATION) -> Pace | None:
    """How long people waited in the last 28 days for a first answer, or for one to a question
    they asked; None for too few.

    Out of the newest 500 at most, found by an index. Whoever waits still counts as soon as the
    promised time has passed. What was let go is left out.
    """
    clocks = Clock.objects.filter(space_id=space_id, began_at__gt=now - LATELY)
    if kind == WaitKind.QUESTION:
        clocks, answered_at = clocks.exclude(question=None), "question__answered_at"
    else:
        clocks, answered_at = clocks.filter(question=None), "thread__answered_at"
    rows = clocks.exclude(thread__state=ThreadState.WITHDRAWN).order_by("-began_at")
    times: list[timedelta | None] = []
    for began, answered, minutes, state in rows.values_list(
        "began_at", answered_at, "target_minutes", "state"
    )[:COUNTED]:
        if answered is not None:
            times.append(answered - began)
        elif state == ClockState.RUNNING and now - began > timedelta(minutes=minutes):
            times.append(None)
    if len(times) < LEAST_SHOWN:
        return None
    return Pace(len(times), middle(times, 0.5), middle(times, 0.9))


def missed_in(space_id: UUID, now: datetime) -> int:
    """How many wait in a space although the stewards were told; nobody who has left."""
    waiting = Clock.objects.filter(STILL_WAITS, space_id=space_id)
    return waiting.filter(taken=len(STEPS)).count()
