# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boards, conversations and posts for tests, made by the verbs themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.posts import write_post
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.models import Board, Post, Thread, ThreadKind
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

_number = count(1)


def words(source: str = "Hello", *, once: str = "", language: str = "en") -> Words:
    """What a form sends, with a fresh one-time key."""
    return Words.said(source, language, once or f"{next(_number):032x}")


def make_board(space: Space | None = None, name: str = "Everyday") -> Board:
    """Make a board in a space."""
    number = next(_number)
    return Board.objects.create(
        space=space or make_space(), slug=f"board-{number}", name=name, position=number
    )


def make_thread(
    board: Board | None = None,
    *,
    by: Membership | None = None,
    source: str = "help",
    title: str = "",
    now: datetime = SIX_PM,
) -> Thread:
    """Begin a conversation."""
    board = board or make_board()
    by = by or make_member(board.space)
    return open_thread(
        by=standing_of(by),
        board=board,
        opening=Opening(words(source), title, ThreadKind.CONVERSATION),
        now=now,
    )


def make_post(
    thread: Thread,
    *,
    by: Membership | None = None,
    source: str = "I am here",
    now: datetime = SIX_PM + timedelta(minutes=5),
) -> Post:
    """Answer in a conversation."""
    by = by or make_member(thread.space)
    thread.refresh_from_db()
    return write_post(by=standing_of(by), thread=thread, words=words(source), now=now)
