# SPDX-License-Identifier: AGPL-3.0-or-later
"""The story of the demo, deed by deed, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Final

from hearthside.config.demo.acts import perform
from hearthside.config.demo.back_step.space import BACK_STEP
from hearthside.config.demo.cards import demo_sign_ins
from hearthside.config.demo.casting import Part
from hearthside.config.demo.doors import (
    ask,
    be_glad,
    come_in,
    greet,
    let_in,
    must_ask,
    open_house,
    take_role,
)
from hearthside.config.demo.heron_lane.space import HERON_LANE
from hearthside.config.demo.long_table.space import LONG_TABLE
from hearthside.config.demo.scene import Scene
from hearthside.config.demo.script import instant, talks_in
from hearthside.config.demo.stage import Accounts, Room
from hearthside.forum.actions.clocks import wind_clock
from hearthside.forum.actions.places import note_read
from hearthside.forum.models import Clock, Thread
from hearthside.forum.queries.clocks import STILL_WAITS, run_of
from hearthside.forum.rules.clock import next_step_at
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.notices import mark_all_seen
from hearthside.spaces.actions.keepers import make_first_keeper

COMMUNITIES: Final = (HERON_LANE, LONG_TABLE, BACK_STEP)
KEEPER: Final = "keeper"

_OPENS = "day 1 07:30"
_LOOK_ROUND = "day 20 00:01"
_ASKED_BEFORE = timedelta(minutes=20)
_ROLE_AFTER = timedelta(minutes=5)
_GREETED_AFTER = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class Step:
    """One deed, and the moment at which it is done."""

    at: datetime
    do: Callable[[datetime], None]


def tell_story(now: datetime) -> None:
    """Play everything, one deed after the other, as it would have happened before ``now``.

    Every quarter of a day the courier tells whoever is owed a notice.
    """
    accounts, opens = Accounts(), instant(_OPENS, now)
    keeper = accounts.person(KEEPER, opens)
    make_first_keeper(person=keeper, now=opens)
    rooms = [open_house(each, accounts, keeper, opens) for each in COMMUNITIES]
    steps = [step for room in rooms for step in _steps(room, now)]
    for _, quarter in groupby(sorted(steps, key=lambda each: each.at), key=_quarter):
        for step in quarter:
            step.do(step.at)
        _deliver()
    _hand_on(now)


def _hand_on(now: datetime) -> None:
    """Ask people for who waits still, each at the moment at which it was due."""
    due = {each: next_step_at(run_of(each)) for each in Clock.objects.filter(STILL_WAITS)}
    while ready := {clock: at for clock, at in due.items() if at is not None and at <= now}:
        first = min(ready, key=lambda clock: ready[clock])
        wound = wind_clock(clock_id=first.id, now=ready[first])
        due[first] = next_step_at(run_of(wound)) if wound else None


def _quarter(step: Step) -> tuple[date, int]:
    return step.at.date(), step.at.hour // 6


def _deliver() -> None:
    """What is appointed belongs to the place when it runs; the story keeps to its own time."""
    while run_courier_once(limit=500, appointments=False):
        pass


def _steps(room: Room, now: datetime) -> Iterator[Step]:
    for part in room.community.cast:
        yield from _arrival(room, part, instant(part.comes, now))
    if asker := room.community.at_the_door:
        yield Step(instant(asker.comes, now), partial(ask, room, asker))
    for play in room.community.plays:
        for talk in talks_in(play):
            scene, at = Scene(room, talk), instant(talk.begins, now)
            for cue in talk.cues:
                at = at + cue.after if cue.before_end is None else now - cue.before_end
                yield Step(at, partial(perform, scene, cue))
    looked = instant(_LOOK_ROUND, now)
    for part in room.community.cast:
        if _is_on_cards(part) and instant(part.comes, now) < looked:
            yield Step(looked, partial(_look_round, room, part))


def _arrival(room: Room, part: Part, comes_at: datetime) -> Iterator[Step]:
    if part.name == room.first_steward:
        return  # came in when the space was made
    if must_ask(room, comes_at):
        yield Step(comes_at - _ASKED_BEFORE, partial(ask, room, part))
        yield Step(comes_at, partial(let_in, room, part))
    else:
        yield Step(comes_at, partial(come_in, room, part))
        yield Step(comes_at + _GREETED_AFTER, partial(greet, room, part))
    if part.glad:
        yield Step(comes_at + _GREETED_AFTER, partial(be_glad, room, part))
    if part.role:
        yield Step(comes_at + _ROLE_AFTER, partial(take_role, room, part))


def _is_on_cards(part: Part) -> bool:
    return any(part.account == card.sign_in_name for card in demo_sign_ins())


def _look_round(room: Room, part: Part, now: datetime) -> None:
    """Somebody has read everything up to now: what comes later is new to them."""
    by = room.standing(part.name, now)
    for thread in Thread.objects.visible_to(by):
        note_read(by=by, thread=thread, now=now)
    mark_all_seen(recipient_id=by.member_id, until=now, now=now)
