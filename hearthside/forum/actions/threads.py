# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beginning conversations, and what stewards do with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import excerpt_of, tidy
from hearthside.forum.actions._steps import (
    Words,
    add_post,
    begin_own_place,
    forget_draft,
    voice_in,
)
from hearthside.forum.events import PostChanged, ThreadOpened, WaitChanged
from hearthside.forum.models import Board, Pin, Thread, ThreadKind, ThreadState
from hearthside.forum.queries.recent import opening_post_id, recent_posts_of
from hearthside.forum.rules.conversation import (
    can_be_sent,
    may_announce,
    may_open_thread,
    may_steer,
)
from hearthside.forum.rules.wanted import may_want
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.spaces.models import Role
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Opening:
    """How a conversation begins: its first words, a title if wished, its kind, and which kind
    of answer (`Wanted`) its author hopes for, if any."""

    words: Words
    title: str = ""
    kind: ThreadKind = ThreadKind.CONVERSATION
    wanted: str = ""


@transaction.atomic
def open_thread(*, by: Standing, board: Board, opening: Opening, now: datetime) -> Thread:
    """Begin a conversation. A form sent twice begins one.

    Raises `Refused` as `rules.may_open_thread`, `rules.may_announce` and
    `rules.can_be_sent` say. Announces `ThreadOpened`, once.
    """
    board = locked(board)
    if begun := Thread.objects.filter(once=opening.words.once, space_id=by.space_id).first():
        return begun
    if opening.kind == ThreadKind.ANNOUNCEMENT:
        may_announce(by, board, unnamed=opening.words.unnamed).require()
    else:
        may_open_thread(by, board).require()
    can_be_sent(opening.words.source, recent_posts_of(by, now)).require()

    thread = Thread.objects.create(
        space_id=board.space_id,
        board=board,
        title=tidy(opening.title),
        opening=excerpt_of(opening.words.html),
        language=opening.words.language,
        kind=opening.kind,
        opened_at=now,
        last_post_at=now,
        once=opening.words.once,
        wanted=opening.wanted,
        notes=opening.words.notes,
    )
    voice = voice_in(thread, by, None, opening.words, now)
    thread.author = voice
    thread.save(update_fields=["author"])
    post = add_post(thread, voice, opening.words, now)
    begin_own_place(post, by, voice)
    forget_draft(by, f"board:{board.id}", opening.words.once, opening.words.begun)

    announce(ThreadOpened(space_id=thread.space_id, thread_id=thread.id, post_id=post.id))
    return thread


@transaction.atomic
def name_thread(*, by: Standing, thread: Thread, title: str, now: datetime) -> Thread:
    """Give a conversation another title; its author and stewards can.

    Raises `Refused` as `rules.may_steer` says to anybody else. Announces `PostChanged` of the
    words it stands over.
    """
    thread = locked(thread)
    if thread.author is None or not by.is_face(thread.author.face_id):
        may_steer(by, thread).require()
    thread.title = tidy(title)
    thread.version += 1
    thread.save(update_fields=["title", "version"])
    if (post_id := opening_post_id(thread)) is not None:
        announce(PostChanged(space_id=thread.space_id, thread_id=thread.id, post_id=post_id))
    return thread


@transaction.atomic
def say_what_is_wanted(*, by: Standing, thread: Thread, wanted: str, now: datetime) -> Thread:
    """Say which kind of answer is hoped for, or none. Raises `Refused` as `rules.may_want`."""
    thread = locked(thread, "author")
    may_want(by, thread).require()
    thread.wanted = wanted
    thread.save(update_fields=["wanted"])
    return thread


@transaction.atomic
def close_thread(*, by: Standing, thread: Thread, reason: str, now: datetime) -> Thread:
    """Close a conversation to new words. Raises `Refused` as `rules.may_steer` says."""
    return _set_state(by, thread, ThreadState.CLOSED, reason, now)


@transaction.atomic
def reopen_thread(*, by: Standing, thread: Thread, now: datetime) -> Thread:
    """Open a closed conversation again. Raises `Refused` as `rules.may_steer` says."""
    return _set_state(by, thread, ThreadState.OPEN, "", now)


@transaction.atomic
def pin_thread(*, by: Standing, thread: Thread, now: datetime) -> Thread:
    """Keep a conversation at the top of its board. Raises `Refused` as `rules.may_steer`."""
    thread = locked(thread)
    may_steer(by, thread).require()
    _, made = Pin.objects.get_or_create(
        thread=thread,
        defaults={"space_id": thread.space_id, "board_id": thread.board_id, "since": now},
    )
    if made:
        _note(by, Verb.THREAD_PINNED, thread, "", now)
    return thread


@transaction.atomic
def unpin_thread(*, by: Standing, thread: Thread, now: datetime) -> Thread:
    """Let a conversation sink again. Raises `Refused` as `rules.may_steer` says."""
    thread = locked(thread)
    may_steer(by, thread).require()
    Pin.objects.filter(thread=thread).delete()
    return thread


@transaction.atomic
def move_thread(*, by: Standing, thread: Thread, board: Board, now: datetime) -> Thread:
    """Put a conversation on another board of the same space.

    Raises `Refused` as `rules.may_steer` and `rules.may_open_thread` say.
    """
    thread = locked(thread)
    may_steer(by, thread).require()
    may_open_thread(by, board).require()
    if thread.board_id != board.id:
        thread.board = board
        thread.version += 1
        thread.save(update_fields=["board", "version"])
        Pin.objects.filter(thread=thread).delete()
        _note(by, Verb.THREAD_MOVED, thread, "", now)
    return thread


def _set_state(
    by: Standing, thread: Thread, state: ThreadState, reason: str, now: datetime
) -> Thread:
    thread = locked(thread)
    may_steer(by, thread).require()
    if thread.state in (state, ThreadState.WITHDRAWN):
        return thread
    thread.state = state
    thread.version += 1
    thread.save(update_fields=["state", "version"])
    verb = Verb.THREAD_CLOSED if state == ThreadState.CLOSED else Verb.THREAD_OPENED
    _note(by, verb, thread, reason, now)
    announce(WaitChanged(space_id=thread.space_id, thread_id=thread.id))
    return thread


def _note(by: Standing, verb: Verb, thread: Thread, reason: str, now: datetime) -> None:
    about: UUID | None = thread.author.face_id if thread.author else None
    deed = Deed(verb, about=about, space_id=thread.space_id, reason_kind="order", reason=reason)
    record(by=Actor(by.membership_id, Role.STEWARD), deed=deed, now=now)
