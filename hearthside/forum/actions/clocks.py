# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starting, stopping and winding on the clock of a conversation, and handing it on."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from hearthside.forum.events import ClockDue
from hearthside.forum.models import (
    Clock,
    ClockState,
    Handover,
    Helper,
    Level,
    Nudge,
    Offer,
    Owner,
    Question,
    Thread,
    Voice,
    WaitKind,
)
from hearthside.forum.queries.clocks import (
    asked_in,
    asked_lately,
    is_here,
    not_to_be_asked,
    question_of,
    run_of,
    targets_of,
    willing_for,
)
from hearthside.forum.rules.clock import (
    NUDGES_A_WEEK,
    choose,
    may_ask_sooner,
    next_look_at,
    steps_due,
    waited_until,
    waits,
)
from hearthside.forum.rules.questions import question_waits
from hearthside.ledger.actions.outbox import appoint, call_off
from hearthside.notices.actions.notices import Telling, notify
from hearthside.spaces.models import Role
from hearthside.spaces.queries.people import holders_of_role, steward_ids
from hearthside.spaces.rules.standing import Standing

NUDGE = "nudge"
NUDGE_ASKED = "nudge-asked"
WAITING = "waiting-welcome"
MISSED = "waiting-stewards"

_dice = random.SystemRandom()


@transaction.atomic
def keep_clock(*, thread_id: UUID, now: datetime) -> Clock | None:
    """Bring the clock of a conversation, and of each question in it, in line with who waits.

    Starts one, lets one that was stopped run on with the time waited before, or stops it.
    Doing it twice is doing it once. Returns the clock of the conversation itself, or None
    where nobody ever waited for a first answer in it.
    """
    thread = _held(thread_id)
    if thread is None:
        return None
    for question in asked_in(thread):
        _keep(thread, question, now)
    return _keep(thread, None, now)


@transaction.atomic
def wind_clock(*, clock_id: UUID, now: datetime) -> Clock | None:
    """Keep an appointment: hand on who waits, as far as it is due.

    Every step is made once, also where an appointment is kept twice or long after it was due.
    Where nobody waits any more the clock stops instead: it is looked at every day after its last
    step, for nothing tells that somebody has left.
    """
    clock = Clock.objects.filter(id=clock_id).first()
    thread = _held(clock.thread_id) if clock else None
    if clock is None or thread is None:
        return None
    clock = Clock.objects.select_for_update().filter(id=clock_id).first()
    if clock is None:
        return None
    question = question_of(clock)
    if not _is_waiting(thread, question):
        if clock.state == ClockState.RUNNING:
            _stop(clock, _ended_at(thread, question) or now)
        return clock
    for step in steps_due(run_of(clock), now):
        _hand_on(clock, Waiter(thread, question), step, now)
    _appoint_next(clock, now)
    return clock


@transaction.atomic
def start_over(*, question_id: UUID, now: datetime) -> None:
    """Begin the wait for an answer to a question anew: the one there was did not answer it.

    Every step is made again when it is due; nobody who was asked about it is asked again.
    """
    clock = Clock.objects.select_for_update().filter(question=question_id).first()
    if clock is None:
        return
    Handover.objects.filter(clock=clock).delete()
    clock.state, clock.runs_from, clock.waited = ClockState.RUNNING, now, None
    clock.taken, clock.owner = 0, Owner.EVERYBODY
    clock.save(update_fields=["state", "runs_from", "waited", "taken", "owner"])
    _appoint_next(clock, now)


@transaction.atomic
def ask_sooner(
    *, by: Standing, thread: Thread, level: Level, now: datetime, asked: UUID | None = None
) -> Clock | None:
    """Say that a conversation, or a question in it (the post it stands in), needs somebody soon,
    or that it is as usual after all.

    The time waited so far counts, so that a step may be due at once. Raises `Refused` as
    `rules.may_ask_sooner` says.
    """
    may_ask_sooner(by, thread, level).require()
    clock = keep_clock(thread_id=thread.id, now=now)
    if asked is not None:
        clock = Clock.objects.filter(thread=thread, question__post=asked).first()
    if clock is None or clock.level == level:
        return clock
    kind = WaitKind.CONVERSATION if asked is None else WaitKind.QUESTION
    clock.level, clock.target_minutes = level, targets_of(thread.space_id, kind)[level]
    clock.save(update_fields=["level", "target_minutes"])
    if clock.state == ClockState.RUNNING:
        _appoint_next(clock, now)
    return clock


@dataclass(frozen=True, slots=True)
class Waiter:
    """In which conversation somebody waits, and for an answer to which question, if any."""

    thread: Thread
    question: Question | None

    @property
    def voice(self) -> Voice | None:
        """Who waits."""
        return self.question.post.voice if self.question else self.thread.author


def _held(thread_id: UUID) -> Thread | None:
    threads = Thread.objects.select_for_update(of=("self",), no_key=True)
    return threads.select_related("author__membership", "space").filter(id=thread_id).first()


def _is_waiting(thread: Thread, question: Question | None) -> bool:
    if question is None:
        return waits(thread, reads=is_here(thread.author))
    post = question.post
    return question_waits(question, post, thread, reads=is_here(post.voice))


def _ended_at(thread: Thread, question: Question | None) -> datetime | None:
    return question.answered_at if question else thread.answered_at


def _keep(thread: Thread, question: Question | None, now: datetime) -> Clock | None:
    """Bring one clock in line with whether somebody waits for it."""
    held = Clock.objects.select_for_update().filter(thread=thread, question=question)
    clock = held.first()
    if _is_waiting(thread, question):
        return _running(thread, question, clock, now)
    if clock is not None and clock.state == ClockState.RUNNING:
        _stop(clock, _ended_at(thread, question) or now)
    return clock


def _running(
    thread: Thread, question: Question | None, clock: Clock | None, now: datetime
) -> Clock:
    if clock is None:
        kind = WaitKind.QUESTION if question else WaitKind.CONVERSATION
        began_at = question.asked_at if question else thread.opened_at
        clock = Clock.objects.create(
            space_id=thread.space_id,
            thread=thread,
            question=question,
            target_minutes=targets_of(thread.space_id, kind)[Level.ORDINARY],
            began_at=began_at,
            runs_from=began_at,
        )
    elif clock.state == ClockState.RUNNING:
        return clock
    else:
        clock.state, clock.runs_from = ClockState.RUNNING, now - (clock.waited or timedelta(0))
        clock.save(update_fields=["state", "runs_from"])
    _appoint_next(clock, now)
    return clock


def _stop(clock: Clock, at: datetime) -> None:
    clock.state = ClockState.STOPPED
    clock.waited = waited_until(run_of(clock), at, clock.waited or timedelta(0))
    clock.save(update_fields=["state", "waited"])
    call_off(_key(clock))


def _appoint_next(clock: Clock, now: datetime) -> None:
    due_at = next_look_at(run_of(clock), now)
    appoint(ClockDue(clock.space_id, clock.id), due_at=due_at, key=_key(clock))


def _key(clock: Clock) -> str:
    return f"clock:{clock.id}"


def _hand_on(clock: Clock, waiter: Waiter, step: Owner, now: datetime) -> None:
    """Tell whose turn it is now, and note that it was done."""
    owner, told = step, 0
    if step == Owner.HELPERS:
        told = _ask_helpers(clock, waiter, now)
    else:
        owner, told = _tell(waiter, step, now)
    Handover.objects.create(
        space_id=clock.space_id, clock=clock, step=step, owner=owner, at=now, told=told
    )
    clock.taken += 1
    if told:
        clock.owner = owner
    clock.save(update_fields=["taken", "owner"])


def _ask_helpers(clock: Clock, waiter: Waiter, now: datetime) -> int:
    thread, question = waiter.thread, waiter.question
    apart = not_to_be_asked(thread, question)
    chosen = choose(willing_for(clock, thread, question, apart, now), Level(clock.level), _dice)
    ids = [each.id for each in chosen]
    held = Helper.objects.select_for_update(of=("self",), no_key=True)
    helpers = list(held.filter(id__in=ids, paused_at=None).order_by("id"))
    again = asked_lately([each.id for each in helpers], now)  # another clock may have been quicker
    asked = [each for each in helpers if again.get(each.id, 0) < NUDGES_A_WEEK]
    Nudge.objects.bulk_create(
        Nudge(space_id=clock.space_id, clock=clock, helper=each, at=now) for each in asked
    )
    Offer.objects.filter(helper__in=asked).update(turn_at=now)
    slug = thread.space.slug
    kind, path = NUDGE, reverse("forum:thread", args=[slug, thread.id])
    if question:
        kind, path = NUDGE_ASKED, reverse("forum:post", args=[slug, question.post_id])
    for each in asked:
        told = Telling(thread.space_id, each.membership_id, kind, thread.id, path)
        notify(telling=told, now=now)
    return len(asked)


def _tell(waiter: Waiter, step: Owner, now: datetime) -> tuple[Owner, int]:
    """Tell the welcome team or the stewards; these where there is nobody in the team to tell."""
    thread = waiter.thread
    apart = not_to_be_asked(thread, waiter.question)
    team: Collection[UUID] = ()
    if step == Owner.WELCOME:
        team = holders_of_role(thread.space_id, Role.GREETER, now)
        team = [each for each in team if each not in apart]
    owner = step
    if not team:
        own = waiter.voice.membership_id if waiter.voice else None
        team = [each for each in steward_ids(thread.space_id, now) if each != own]
        owner = Owner.STEWARDS
    kind = WAITING if step == Owner.WELCOME else MISSED
    path = reverse("forum:waiting", args=[thread.space.slug])
    for each in team:
        notify(telling=Telling(thread.space_id, each, kind, thread.space_id, path), now=now)
    return owner, len(team)
