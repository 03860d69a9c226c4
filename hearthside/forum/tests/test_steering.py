# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.threads import (
    close_thread,
    move_thread,
    name_thread,
    pin_thread,
    reopen_thread,
    unpin_thread,
)
from hearthside.forum.models import Pin, Thread, ThreadState
from hearthside.forum.queries.threads import board_page, pinned_rows
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db

VERBS: list[Callable[..., Thread]] = [
    lambda **given: close_thread(reason="", **given),
    reopen_thread,
    pin_thread,
    unpin_thread,
    lambda **given: move_thread(board=given["thread"].board, **given),
    lambda **given: name_thread(title="Mine", **given),
]


@pytest.mark.parametrize("verb", VERBS)
def test_only_stewards_steer(verb: Callable[..., Thread]) -> None:
    thread = make_thread()

    with pytest.raises(Refused) as refused:
        verb(by=standing_of(make_member(thread.space)), thread=thread, now=SIX_PM)

    assert refused.value.code == "not-steward"


@pytest.mark.parametrize("verb", VERBS)
def test_a_steward_elsewhere_steers_nothing_here(verb: Callable[..., Thread]) -> None:
    thread = make_thread()

    with pytest.raises(Refused) as refused:
        verb(by=standing_of(make_steward()), thread=thread, now=SIX_PM)

    assert refused.value.code == "not-here"


def test_closing_and_opening_are_in_the_ledger() -> None:
    thread = make_thread()
    steward = standing_of(make_steward(thread.space))

    closed = close_thread(by=steward, thread=thread, reason="Moved on", now=SIX_PM)
    assert closed.state == ThreadState.CLOSED
    opened = reopen_thread(by=steward, thread=thread, now=SIX_PM)

    assert opened.state == ThreadState.OPEN
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == [Verb.THREAD_CLOSED, Verb.THREAD_OPENED]


def test_a_pinned_conversation_stands_apart_from_the_others() -> None:
    board = make_board()
    steward = standing_of(make_steward(board.space))
    pinned, other = make_thread(board), make_thread(board)

    pin_thread(by=steward, thread=pinned, now=SIX_PM)
    pin_thread(by=steward, thread=pinned, now=SIX_PM)

    assert [row.id for row in pinned_rows(board, steward)] == [pinned.id]
    assert [row.id for row in board_page(board, steward, None).rows] == [other.id]
    assert Pin.objects.count() == 1


def test_a_moved_conversation_leaves_its_pin_behind() -> None:
    thread = make_thread()
    steward = standing_of(make_steward(thread.space))
    pin_thread(by=steward, thread=thread, now=SIX_PM)
    there = make_board(thread.space, "Nights")

    move_thread(by=steward, thread=thread, board=there, now=SIX_PM)

    thread.refresh_from_db()
    assert thread.board_id == there.id
    assert not Pin.objects.exists()


def test_no_conversation_moves_into_another_space() -> None:
    thread = make_thread()
    steward = standing_of(make_steward(thread.space))

    with pytest.raises(Refused) as refused:
        move_thread(by=steward, thread=thread, board=make_board(), now=SIX_PM)

    assert refused.value.code == "not-here"


def test_an_author_names_their_own_conversation() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None

    name_thread(by=standing_of(author), thread=thread, title="Sleep", now=SIX_PM)

    thread.refresh_from_db()
    assert thread.heading == "Sleep"
