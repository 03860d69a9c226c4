# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from hearthside.forum.actions.leaving import unname_words
from hearthside.forum.actions.places import follow_thread, hide_thread, note_read
from hearthside.forum.actions.posts import change_post
from hearthside.forum.models import Board, Post, Thread
from hearthside.forum.queries import boards
from hearthside.forum.queries.boards import board_rows
from hearthside.forum.queries.threads import (
    board_page,
    followed_page,
    hidden_rows,
    new_page,
    own_page,
    waiting_page,
)
from hearthside.forum.rules.conversation import may_see
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_space,
    standing_in_space,
    standing_of,
)

pytestmark = pytest.mark.django_db

LATER = SIX_PM + timedelta(days=1)


def test_a_row_says_in_which_language_its_words_are() -> None:
    thread = make_thread(source="hola")
    post = Post.objects.get(thread=thread)
    author = post.voice.membership
    assert author is not None

    change_post(by=standing_of(author), post=post, words=words("buenas", language="es"), now=SIX_PM)

    assert [row.language for row in waiting_page(standing_of(author), None).rows] == ["es"]


def test_who_waits_longest_comes_first() -> None:
    board = make_board()
    late = make_thread(board, source="late", now=SIX_PM + timedelta(hours=1))
    early = make_thread(board, source="early")
    answered = make_thread(board, source="answered")
    make_post(answered)

    rows = waiting_page(standing_of(make_member(board.space)), None).rows

    assert [row.id for row in rows] == [early.id, late.id]


def test_pages_of_who_waits_meet_without_gap() -> None:
    board = make_board()
    author = make_member(board.space)
    for number in range(15):
        make_thread(board, by=author, now=SIX_PM + timedelta(minutes=number))
        make_thread(board, now=SIX_PM + timedelta(minutes=number))
    reader = standing_of(make_member(board.space))

    first = waiting_page(reader, None)
    second = waiting_page(reader, first.later)

    ids = [row.id for row in (*first.rows, *second.rows)]
    assert len(ids) == len(set(ids)) == 30
    assert second.later is None


def test_pages_of_a_board_meet_without_gap_where_instants_are_equal() -> None:
    board = make_board()
    for _ in range(30):
        make_thread(board, now=SIX_PM)
    reader = standing_of(make_member(board.space))

    first = board_page(board, reader, None)
    second = board_page(board, reader, first.earlier)

    ids = [row.id for row in (*first.rows, *second.rows)]
    assert len(ids) == len(set(ids)) == 30


def test_what_was_read_is_not_new() -> None:
    thread = make_thread()
    reader = standing_of(make_member(thread.space))
    assert [row.id for row in new_page(reader, None, LATER).rows] == [thread.id]

    note_read(by=reader, thread=thread, now=SIX_PM)
    assert not new_page(reader, None, LATER).rows

    make_post(thread)
    assert [row.id for row in new_page(reader, None, LATER).rows] == [thread.id]


def test_a_hidden_conversation_leaves_the_lists_and_can_come_back() -> None:
    thread = make_thread()
    reader = standing_of(make_member(thread.space))

    hide_thread(by=reader, thread=thread, now=SIX_PM)

    assert not new_page(reader, None, LATER).rows
    assert not waiting_page(reader, None).rows
    assert [row.id for row in hidden_rows(reader)] == [thread.id]
    assert waiting_page(standing_of(make_member(thread.space)), None).rows


def test_blocked_members_do_not_meet_in_lists() -> None:
    thread = make_thread()
    reader = make_member(thread.space)
    author = thread.author.membership if thread.author else None
    assert author is not None
    Apart.objects.create(
        space=thread.space, by=author, other=reader, distance=Distance.BLOCK, since=SIX_PM
    )

    assert not waiting_page(standing_of(reader), None).rows


def test_a_conversation_hidden_before_its_author_blocked_one_is_not_listed_either() -> None:
    thread = make_thread()
    reader = make_member(thread.space)
    hide_thread(by=standing_of(reader), thread=thread, now=SIX_PM)
    author = thread.author.membership if thread.author else None
    assert author is not None
    Apart.objects.create(
        space=thread.space,
        by=author,
        other=reader,
        distance=Distance.BLOCK,
        since=SIX_PM,
    )

    assert not hidden_rows(standing_of(reader))


def test_answers_one_does_not_meet_are_not_counted() -> None:
    thread = make_thread()
    reader, away = make_member(thread.space), make_member(thread.space)
    for by in (reader, away, away):
        make_post(thread, by=by)
    Apart.objects.create(
        space=thread.space, by=away, other=reader, distance=Distance.BLOCK, since=SIX_PM
    )

    assert [row.replies for row in board_page(thread.board, standing_of(reader), None).rows] == [1]
    assert [row.replies for row in board_page(thread.board, standing_of(away), None).rows] == [2]


def test_a_block_shows_in_no_number_and_no_mark() -> None:
    thread = make_thread()
    reader, other = make_member(thread.space), make_member(thread.space)
    note_read(by=standing_of(reader), thread=thread, now=SIX_PM)
    make_post(thread, by=other)
    make_thread(thread.board, by=other, now=SIX_PM + timedelta(hours=1))
    Apart.objects.create(
        space=thread.space, by=other, other=reader, distance=Distance.BLOCK, since=SIX_PM
    )
    standing = standing_of(reader)

    (row,) = board_page(thread.board, standing, None).rows
    assert (row.replies, row.last_post_at, row.is_new) == (0, SIX_PM, False)
    assert not new_page(standing, None, LATER).rows
    (board,) = board_rows(standing, LATER)
    assert not board.is_new
    (board,) = board_rows(standing_of(make_member(thread.space)), LATER)
    assert board.is_new


def test_a_block_looks_through_no_more_of_a_board_than_its_last_conversations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(boards, "_COMPARED", 2)
    thread = make_thread()
    reader, other = make_member(thread.space), make_member(thread.space)
    Apart.objects.create(
        space=thread.space, by=other, other=reader, distance=Distance.BLOCK, since=SIX_PM
    )
    make_thread(thread.board, now=SIX_PM + timedelta(minutes=30))
    for hours in (1, 2):
        make_thread(thread.board, now=SIX_PM + timedelta(minutes=hours))
        answered = Thread.objects.get(opened_at=SIX_PM + timedelta(minutes=hours))
        make_post(answered, by=other, now=SIX_PM + timedelta(hours=hours))
        make_thread(thread.board, by=other, now=SIX_PM + timedelta(hours=hours))

    (met,) = board_rows(standing_of(reader), LATER)
    (whole,) = board_rows(standing_of(make_member(thread.space)), LATER)

    assert met.last_post_at == SIX_PM + timedelta(minutes=2)
    assert whole.last_post_at == SIX_PM + timedelta(hours=2)


def test_a_board_is_not_new_for_what_was_hidden() -> None:
    thread = make_thread()
    reader = standing_of(make_member(thread.space))

    hide_thread(by=reader, thread=thread, now=SIX_PM)

    assert not board_rows(reader, LATER)[0].is_new


def test_nobody_waits_who_has_left() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None
    reader = standing_of(make_member(thread.space))
    assert waiting_page(reader, None).rows

    unname_words(membership_ids=[author.id], now=SIX_PM)

    assert not waiting_page(reader, None).rows
    assert not board_page(thread.board, reader, None).rows[0].waits


def test_own_and_followed_conversations() -> None:
    thread, other = make_thread(), make_thread()
    member = make_member(thread.space)
    make_post(thread, by=member)
    standing = standing_of(member)

    assert [row.id for row in own_page(standing, None).rows] == [thread.id]
    third = make_thread(thread.board)
    follow_thread(by=standing, thread=third, now=SIX_PM)
    followed = {row.id for row in followed_page(standing, None).rows}
    assert followed == {thread.id, third.id}
    assert other.id not in followed


def test_the_twins_agree() -> None:
    here, there = make_space(), make_space()
    for space in (here, there):
        make_post(make_thread(make_board(space)))
    people = [make_member(here).person, make_member(there).person, make_person()]
    for person, space in product(people, (here, there)):
        standing = standing_in_space(space, person)
        assert set(Board.objects.visible_to(standing)) == {
            board for board in Board.objects.all() if may_see(standing, board)
        }
        assert set(Thread.objects.visible_to(standing)) == {
            thread for thread in Thread.objects.all() if may_see(standing, thread)
        }
        assert set(Post.objects.visible_to(standing)) == {
            post for post in Post.objects.all() if may_see(standing, post)
        }
