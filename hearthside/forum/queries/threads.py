# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of conversations, as one member meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hearthside.core.paging import Key, Page
from hearthside.forum.models import WAITING, Board, Meet, Pin, Place, Thread, Voice
from hearthside.forum.queries.met import as_met, folded_heading, met_by_note, unblocked
from hearthside.forum.queries.places import on_shelf, places_among
from hearthside.forum.rules.conversation import NEW_WITHIN, THREADS_PER_PAGE
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from hearthside.forum.queries.met import MetThread, MetThreads

LOOKED_THROUGH = 1_000
"""Conversations looked through for one page of a list; "further back" begins after them."""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One conversation in a list: what it says of answers, only this reader may say."""

    id: UUID
    heading: str
    excerpt: str
    language: str
    author_name: str
    author_face: str
    author_unnamed: bool
    board_name: str
    board_slug: str
    opened_at: datetime
    last_post_at: datetime
    replies: int
    waits: bool
    is_new: bool
    is_own: bool
    is_closed: bool
    is_announcement: bool
    wanted: str
    met: Meet


def board_page(board: Board, by: Standing, before: Key | None, answer: str = "") -> Page[ThreadRow]:
    """The conversations of a board, last written in first; ``before`` starts a later page.

    ``answer`` is a `Wanted`: only those whose author hopes for this kind of answer.
    """
    unpinned = ~Exists(Pin.objects.filter(thread=OuterRef("id")))
    return _by_last_post(_seen_by(by, answer).filter(unpinned, board=board), by, before)


def pinned_rows(board: Board, by: Standing) -> list[ThreadRow]:
    """The conversations kept at the top of a board, newest pin first."""
    pinned = _seen_by(by).filter(pin__board=board).order_by("-pin__since", "id")
    return _met_rows(list(pinned[:10]), by)


def announcements(by: Standing) -> list[ThreadRow]:
    """The latest three announcements of a space."""
    told = _seen_by(by).filter(kind="announcement").order_by("-opened_at", "id")
    return _met_rows(list(told[:3]), by)


def new_page(by: Standing, before: Key | None, now: datetime, answer: str = "") -> Page[ThreadRow]:
    """Conversations of the last thirty days with words this member has not read."""
    lately = _seen_by(by, answer).filter(last_post_at__gt=now - NEW_WITHIN)
    return _by_last_post(lately, by, before, lambda row, _place: row.is_new)


def own_page(by: Standing, before: Key | None) -> Page[ThreadRow]:
    """Conversations this member began or writes in, under whatever face."""
    return _by_last_post(_seen_by(by).filter(id__in=_spoken_in(by)), by, before)


def followed_page(by: Standing, before: Key | None) -> Page[ThreadRow]:
    """Conversations this member follows, last written in first."""
    perhaps = _seen_by(by).filter(Q(id__in=on_shelf(by)) | Q(id__in=_spoken_in(by)))
    return _by_last_post(perhaps, by, before, lambda _row, place: place.followed)


def hidden_rows(by: Standing) -> list[ThreadRow]:
    """Conversations this member hid, so that they can be shown again."""
    perhaps = list(_seen_by(by).filter(id__in=on_shelf(by)).order_by("-last_post_at", "id"))
    places = places_among([thread.id for thread in perhaps], by.member_id)
    hidden = [each for each in perhaps if each.id in places and places[each.id].hidden]
    rows = [_row(thread, places[thread.id], by) for thread in hidden[:100]]
    return [row for row in rows if row.met != Meet.HIDE]


def waiting_page(by: Standing, after: Key | None) -> Page[ThreadRow]:
    """Conversations without an answer from another person, longest waiting first.

    Only of people who are here: whoever has left reads no answer.
    """
    somebody = Q(author__membership__state="active") | Q(author__unnamed=True)
    waiting = _seen_by(by).filter(WAITING, somebody).order_by("opened_at", "id")
    if after:
        waiting = waiting.filter(
            Q(opened_at__gt=after.at) | Q(opened_at=after.at, id__gt=after.id),
            opened_at__gte=after.at,
        )
    found = list(waiting[: THREADS_PER_PAGE + 1])
    shown = found[:THREADS_PER_PAGE]
    later = Key(shown[-1].opened_at, shown[-1].id) if len(found) > THREADS_PER_PAGE else None
    return Page(_met_rows(shown, by), later=later)


def rows_for(by: Standing, ids: Sequence[UUID]) -> list[ThreadRow]:
    """Those of these conversations that this member meets in lists, in no order. Two queries."""
    return _met_rows(list(_seen_by(by).filter(id__in=ids)), by)


def _seen_by(by: Standing, answer: str = "") -> MetThreads:
    """What this member meets in lists, but for what they hid: that only their places know."""
    listed = Thread.objects.visible_to(by).wanting(answer).exclude(state="withdrawn")
    return unblocked(as_met(listed, by), by).select_related("author", "board").defer(*_SEALED)


_SEALED = ("author__owner", "author__key")
Wanted = Callable[[ThreadRow, Place], bool]


def _spoken_in(by: Standing) -> QuerySet[Voice, Any]:
    own = Voice.objects.filter(Q(membership_id=by.member_id) | Q(id__in=by.voices))
    return own.order_by().values("thread_id")


def _by_last_post(
    threads: MetThreads,
    by: Standing,
    before: Key | None,
    wanted: Wanted = lambda _row, _place: True,
) -> Page[ThreadRow]:
    """Go through conversations, last written in first, until a page of wanted ones is full."""
    rows: list[ThreadRow] = []
    last: Key | None = None
    for looked, (thread, place) in enumerate(_walk(threads, by, before)):
        row = _row(thread, place, by)
        if wanted(row, place) and not place.hidden and row.met != Meet.HIDE:
            if len(rows) == THREADS_PER_PAGE:
                return Page(rows, earlier=last)
            rows.append(row)
        last = Key(thread.last_post_at, thread.id)
        if looked >= LOOKED_THROUGH:
            return Page(rows, earlier=last)
    return Page(rows)


def _walk(
    threads: MetThreads, by: Standing, before: Key | None
) -> Iterator[tuple[MetThread, Place]]:
    """Give conversations with this member's places in them, read some at a time."""
    size = THREADS_PER_PAGE + 1
    while True:
        found = _next(threads, before, size)
        places = places_among([thread.id for thread in found], by.member_id)
        yield from ((each, places.get(each.id) or Place()) for each in found)
        if len(found) < size:
            return
        before, size = Key(found[-1].last_post_at, found[-1].id), 100


def _next(threads: MetThreads, before: Key | None, size: int) -> list[MetThread]:
    if before:
        threads = threads.filter(
            Q(last_post_at__lt=before.at) | Q(last_post_at=before.at, id__gt=before.id),
            last_post_at__lte=before.at,
        )
    return list(threads.order_by("-last_post_at", "id")[:size])


def _met_rows(threads: Sequence[MetThread], by: Standing) -> list[ThreadRow]:
    """Rows of a short list, without what this member hid."""
    places = places_among([thread.id for thread in threads], by.member_id)
    met = ((each, places.get(each.id) or Place()) for each in threads)
    rows = [_row(thread, place, by) for thread, place in met if not place.hidden]
    return [row for row in rows if row.met != Meet.HIDE]


def _row(thread: MetThread, place: Place, by: Standing) -> ThreadRow:
    author, read_to = thread.author, place.read_to
    is_own = author is not None and by.is_face(author.face_id)
    met = met_by_note(thread, thread.wishes, is_own)
    return ThreadRow(
        id=thread.id,
        heading=folded_heading(thread, met),
        excerpt=thread.opening if thread.title and met == Meet.SHOW else "",
        language=thread.language if met == Meet.SHOW else "",
        author_name=author.name if author else "",
        author_face=author.face if author else "",
        author_unnamed=author is not None and author.unnamed,
        board_name=thread.board.name,
        board_slug=thread.board.slug,
        opened_at=thread.opened_at,
        last_post_at=thread.seen_to,
        replies=thread.posts_count - 1 - thread.unseen,
        waits=thread.answered_at is None
        and thread.state == "open"
        and thread.kind == "conversation"
        and author is not None
        and author.is_somebody,
        is_new=read_to is None or read_to < thread.seen_to,
        is_own=is_own,
        is_closed=thread.state == "closed",
        is_announcement=thread.kind == "announcement",
        wanted=thread.wanted,
        met=met,
    )
