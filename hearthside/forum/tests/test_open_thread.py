# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.boards import archive_board
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.models import Place, Thread, ThreadKind
from hearthside.forum.tests.builders import make_board, make_thread, words
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def test_one_word_begins_a_conversation_that_waits() -> None:
    thread = make_thread(source="help")

    assert thread.heading == "help"
    assert list(Thread.objects.waiting()) == [thread]
    assert Place.objects.get(thread=thread).followed


def test_a_form_sent_twice_begins_one() -> None:
    board = make_board()
    member = standing_of(make_member(board.space))
    opening = Opening(words("help", once="e" * 32))

    first = open_thread(by=member, board=board, opening=opening, now=SIX_PM)
    again = open_thread(by=member, board=board, opening=opening, now=SIX_PM)

    assert first.id == again.id
    assert Thread.objects.count() == 1


def test_only_stewards_announce_and_an_announcement_waits_for_nobody() -> None:
    board = make_board()
    news = Opening(words("Tea on Saturday"), kind=ThreadKind.ANNOUNCEMENT)

    with pytest.raises(Refused) as refused:
        open_thread(by=standing_of(make_member(board.space)), board=board, opening=news, now=SIX_PM)
    steward = standing_of(make_steward(board.space))
    open_thread(by=steward, board=board, opening=news, now=SIX_PM)

    assert refused.value.code == "not-steward"
    assert not Thread.objects.waiting().exists()


def test_nothing_begins_on_a_resting_board() -> None:
    board = make_board()
    archive_board(by=standing_of(make_steward(board.space)), board=board, now=SIX_PM)
    board.refresh_from_db()

    with pytest.raises(Refused) as refused:
        make_thread(board)

    assert refused.value.code == "board-archived"


def test_nothing_begins_in_a_space_that_is_not_ones_own() -> None:
    board = make_board()

    with pytest.raises(Refused) as refused:
        open_thread(
            by=standing_of(make_steward()), board=board, opening=Opening(words()), now=SIX_PM
        )

    assert refused.value.code == "not-here"
