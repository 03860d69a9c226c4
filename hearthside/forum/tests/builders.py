# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boards, conversations and posts for tests, made by the verbs themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.posts import write_post
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.models import Board, Helper, Offer, Place, Post, Thread, ThreadKind
from hearthside.forum.queries.places import place_key
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.models import Apart, Distance, Membership, Space
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


def author_of(thread: Thread) -> Membership:
    """Who began a conversation under their name."""
    assert thread.author is not None
    assert thread.author.membership is not None
    return thread.author.membership


def opening_of(thread: Thread) -> Post:
    """The words that a conversation begins with."""
    posts = Post.objects.select_related("thread").filter(thread=thread)
    return posts.order_by("written_at", "id")[0]


def place_of(member: Membership, thread: Thread) -> Place:
    """What a member keeps about a conversation."""
    return Place.objects.get(key=place_key(member.id, thread.id))


def unnamed_thread(by: Membership, source: str = "I have not said this to anybody") -> Thread:
    """Begin a conversation without a name."""
    said = words(source).without_a_name()
    board = make_board(by.space)
    return open_thread(by=standing_of(by), board=board, opening=Opening(said), now=SIX_PM)


def unnamed_post(thread: Thread, by: Membership, source: str = "me too") -> Post:
    """Answer without a name, an hour later."""
    thread.refresh_from_db()
    said = words(source).without_a_name()
    later = SIX_PM + timedelta(hours=1)
    return write_post(by=standing_of(by), thread=thread, words=said, now=later)


def keep_away(by: Membership, other: Membership, distance: Distance = Distance.BLOCK) -> None:
    """Somebody keeps somebody else away."""
    Apart.objects.create(space=by.space, by=by, other=other, distance=distance, since=SIX_PM)


def make_helper(
    space: Space | None = None,
    *,
    member: Membership | None = None,
    words: Sequence[str] = ("",),
) -> Helper:
    """Make a member who is glad to answer: about anything, or about these words."""
    member = member or make_member(space)
    helper = Helper.objects.create(space=member.space, membership=member, since=SIX_PM)
    Offer.objects.bulk_create(Offer(space=member.space, helper=helper, word=word) for word in words)
    return helper


def go_round() -> None:
    """Let the courier go its rounds until nothing is due."""
    while run_courier_once(limit=500):
        pass
