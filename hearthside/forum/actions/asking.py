# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking somebody to write, and what the other does about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import filled
from hearthside.core.records import wait_for_turn
from hearthside.core.verdicts import Refused
from hearthside.forum.actions._letters import Message, add_letter, held, require_contact
from hearthside.forum.actions._steps import forget_draft
from hearthside.forum.actions.letters import let_none_through
from hearthside.forum.events import LetterAccepted, LetterAsked
from hearthside.forum.models import (
    ARRIVED,
    KEPT_BACK,
    LIVING,
    Correspondence,
    LetterRest,
    LetterSide,
    LetterState,
)
from hearthside.forum.queries.letter_ground import between, pair_of, reach_of
from hearthside.forum.rules.letters import (
    NOT_ADULT,
    QUIET_DAYS,
    can_be_first,
    may_answer,
    may_ask,
    may_take_back,
    to_the_minute,
)
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.queries.adults import hold_members
from hearthside.spaces.rules.standing import Standing

_CALLED = 160
"""Bytes of a sealed name, whatever it is: its length would say who was asked."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Under which face somebody asks which other, and what they say along with it, if anything.

    ``called`` is the other's name, as whoever asks saw it.
    """

    me: UUID
    other: UUID
    message: Message
    called: str = ""


@transaction.atomic
def ask_to_write(*, by: Standing, asking: Asking, now: datetime) -> LetterSide:
    """Ask another face to write; return one's own side. A form sent twice asks once.

    Whether it arrives is told to nobody: who is blocked, not wanted, or asks somebody who is
    gone gets the very same. Where the other has asked already, this is a yes.
    Raises `Refused` as `rules.letters.may_ask` and `can_be_first` say. Announces
    `LetterAsked`, or `LetterAccepted`.
    """
    pair = pair_of(asking.me, asking.other)
    wait_for_turn(f"letters:{pair.hex()}")
    hold_members([asking.me, asking.other])
    _forget_lapsed(pair, now)
    before = between(by, asking.me, asking.other, now.date())
    mine, message = before.mine, asking.message
    if mine and mine.asked and mine.correspondence.once == message.once:
        return mine
    may_ask(by, asking.me, asking.other, before).require()
    require_contact(by, asking.other, now)
    can_be_first(message.words).require()
    reach = reach_of(by, asking.me, asking.other)
    if not reach.asks_as_adult:
        raise Refused(NOT_ADULT)
    forget_draft(by, f"ask:{asking.other}", message.once, message.begun)
    if mine:
        return _both_asked(mine, message, now)
    return _begin(by, asking, arrives=reach.arrives, now=now)


@transaction.atomic
def accept_letters(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Say yes: from now on both write. Saying it twice is saying it once.

    Raises `Refused` as `rules.letters.may_answer` says. Announces `LetterAccepted`, once.
    """
    side = held(side)
    if side.correspondence.state == LetterState.OPEN and by.is_face(side.face):
        return side
    may_answer(by, side).require()
    return _open(side)


@transaction.atomic
def decline_letters(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Say no. Needs no reason, and is told to nobody: to who asked, it looks unanswered.

    Raises `Refused` as `rules.letters.may_answer` says.
    """
    side = held(side)
    may_answer(by, side).require()
    side.correspondence.state = LetterState.DECLINED
    side.correspondence.save(update_fields=["state"])
    return side


@transaction.atomic
def decline_for_good(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Say no, and let no further asking of theirs through. They are not told of either.

    Raises `Refused` as `rules.letters.may_answer` says.
    """
    side = decline_letters(by=by, side=side, now=now)
    let_none_through(by=by, side=side, now=now)
    return side


@transaction.atomic
def take_asking_back(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Take one's own asking back, whether or not it had arrived.

    Raises `Refused` as `rules.letters.may_take_back` says.
    """
    side = held(side)
    may_take_back(by, side).require()
    side.correspondence.state = LetterState.WITHDRAWN
    side.correspondence.save(update_fields=["state"])
    return side


@transaction.atomic
def let_nobody_ask(*, by: Standing, now: datetime) -> None:
    """From now on, nobody's asking reaches this member. What is there already stays."""
    LetterRest.objects.get_or_create(membership_id=by.member_id, defaults={"space_id": by.space_id})


@transaction.atomic
def let_everybody_ask(*, by: Standing, now: datetime) -> None:
    """From now on, others may ask this member to write."""
    LetterRest.objects.filter(membership_id=by.member_id).delete()


def _forget_lapsed(pair: bytes, now: datetime) -> None:
    """Between these two, let go of what nobody answered in time."""
    over = now.date() - timedelta(days=QUIET_DAYS)
    gone = Correspondence.objects.filter(pair=pair, asked_on__lte=over)
    gone.exclude(state__in=[LetterState.OPEN, LetterState.ENDED]).delete()


def _begin(by: Standing, asking: Asking, *, arrives: bool, now: datetime) -> LetterSide:
    pair = pair_of(asking.me, asking.other)
    _make_room(pair)
    correspondence = Correspondence.objects.create(
        space_id=by.space_id,
        pair=pair,
        once=asking.message.once,
        asked_on=now.date(),
        last_at=to_the_minute(now),
    )
    both = {"space_id": by.space_id, "correspondence": correspondence}
    called = filled(asking.called[:40], smallest=_CALLED)
    mine = LetterSide.objects.create(
        **both, face=asking.me, asked=True, called=called, arrival=ARRIVED
    )
    arrival = ARRIVED if arrives else KEPT_BACK
    LetterSide.objects.create(**both, face=asking.other, asked=False, arrival=arrival)
    if asking.message.words:
        add_letter(mine, asking.message, now)
    announce(LetterAsked(space_id=by.space_id, correspondence_id=correspondence.id))
    return mine


def _make_room(pair: bytes) -> None:
    """Somebody left, and came back: what they had not answered then stands in nobody's way."""
    left = Correspondence.objects.filter(pair=pair, state__in=LIVING)
    left.update(pair=keyring().blind("letters", uuid4()))


def _both_asked(mine: LetterSide, message: Message, now: datetime) -> LetterSide:
    """Two who ask one another have both said yes, and what the second said is a message."""
    side = held(mine)
    side.arrival = ARRIVED
    side.save(update_fields=["arrival"])
    side = _open(side)
    if message.words:
        add_letter(side, message, now)
    return side


def _open(side: LetterSide) -> LetterSide:
    side.correspondence.state = LetterState.OPEN
    side.correspondence.save(update_fields=["state"])
    announce(LetterAccepted(space_id=side.space_id, correspondence_id=side.correspondence_id))
    return side
