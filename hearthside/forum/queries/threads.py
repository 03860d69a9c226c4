# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of conversations, as one member meets them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from hearthside.core.paging import Key, Page
from hearthside.forum.models import WAITING, Board, Pin, Place, Post, Thread
from hearthside.forum.rules import THREADS_PER_PAGE
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.queries import kept_apart
from hearthside.spaces.rules import Standing

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Place(TypedDict):
        mine: Any  # the plugin knows a FilteredRelation, and what is read through it, as Any
        read_to: Any
        hides: Any
        follows: Any
        unseen: int  # posts that this reader does not meet
        seen_to: datetime  # the last words that this reader meets

    MetThreads = QuerySet[WithAnnotations[Thread, _Place]]
    MetThread = WithAnnotations[Thread, _Place]


Threads = TypeVar("Threads", bound="QuerySet[Thread, Any]")


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One conversation in a list: what it says of answers, only this reader may say."""

    id: UUID
    heading: str
    excerpt: str
    language: str
    author_name: str
    author_face: str
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


def board_page(board: Board, by: Standing, before: Key | None) -> Page[ThreadRow]:
    """The conversations of a board, last written in first; ``before`` starts a later page."""
    unpinned = ~Exists(Pin.objects.filter(thread=OuterRef("id")))
    return _by_last_post(_met_by(by).filter(unpinned, board=board), by, before)


def pinned_rows(board: Board, by: Standing) -> list[ThreadRow]:
    """The conversations kept at the top of a board, newest pin first."""
    pinned = _met_by(by).filter(pin__board=board).order_by("-pin__since", "id")
    return [_row(thread, by) for thread in pinned[:10]]


def announcements(by: Standing) -> list[ThreadRow]:
    """The latest three announcements of a space."""
    told = _met_by(by).filter(kind="announcement").order_by("-opened_at", "id")
    return [_row(thread, by) for thread in told[:3]]


def new_page(by: Standing, before: Key | None) -> Page[ThreadRow]:
    """Conversations with words this member has not read, last written in first."""
    unread = Q(read_to=None) | Q(read_to__lt=F("seen_to"))
    return _by_last_post(_met_by(by).filter(unread), by, before)


def own_page(by: Standing, before: Key | None) -> Page[ThreadRow]:
    """Conversations this member began or writes in, last written in first."""
    return _by_last_post(_met_by(by).filter(voices__membership_id=by.member_id), by, before)


def followed_page(by: Standing, before: Key | None) -> Page[ThreadRow]:
    """Conversations this member follows, last written in first."""
    return _by_last_post(_met_by(by).filter(follows=True), by, before)


def hidden_rows(by: Standing) -> list[ThreadRow]:
    """Conversations this member hid, so that they can be shown again."""
    hidden = unblocked(_seen_by(by), by).filter(hides=True).order_by("-last_post_at", "id")
    return [_row(thread, by) for thread in hidden[:100]]


def waiting_page(by: Standing, after: Key | None) -> Page[ThreadRow]:
    """Conversations without an answer from another person, longest waiting first.

    Only of people who are here: whoever has left reads no answer.
    """
    here = _met_by(by).filter(WAITING, author__membership__state="active")
    waiting = here.order_by("opened_at", "id")
    if after:
        waiting = waiting.filter(
            Q(opened_at__gt=after.at) | Q(opened_at=after.at, id__gt=after.id),
            opened_at__gte=after.at,
        )
    found = list(waiting[: THREADS_PER_PAGE + 1])
    rows = [_row(thread, by) for thread in found[:THREADS_PER_PAGE]]
    later = _key(found, "opened_at") if len(found) > THREADS_PER_PAGE else None
    return Page(rows, later=later)


def as_met(threads: QuerySet[Thread], by: Standing) -> QuerySet[Thread]:
    """Date and count the answers as this reader meets them: a block must not show in a number.

    Adds ``unseen`` (posts of others that stay apart) and ``seen_to`` (the last words met).
    """
    if not by.keeps_apart:
        return threads.annotate(unseen=Value(0), seen_to=F("last_post_at"))
    apart = Q(voice__membership_id__in=kept_apart(by.membership_id).blocked)
    posts = Post.objects.filter(thread=OuterRef("id"))
    unseen = posts.filter(apart).order_by().values("thread").annotate(n=Count("id")).values("n")
    seen = posts.exclude(apart).order_by("-written_at").values("written_at")[:1]
    return threads.annotate(
        unseen=Coalesce(Subquery(unseen), Value(0)),
        seen_to=Coalesce(Subquery(seen), F("last_post_at")),
    )


def unblocked(threads: Threads, by: Standing) -> Threads:
    """Leave out what blocked people began."""
    if not by.keeps_apart:
        return threads
    return threads.exclude(author__membership_id__in=kept_apart(by.membership_id).blocked)


def headings_of(membership_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """What conversations are called: those among ``ids`` that this member meets. One query."""
    own = Membership.objects.active().filter(id=membership_id)
    hidden = Place.objects.filter(thread=OuterRef("id"), membership_id=membership_id, hidden=True)
    author = OuterRef("author__membership_id")
    walls = Apart.objects.filter(
        Q(by=membership_id, other=author) | Q(by=author, other=membership_id),
        distance=Distance.BLOCK,
    )
    here = Thread.objects.filter(id__in=ids, space__in=own.values("space"))
    met = here.exclude(state="withdrawn").filter(~Exists(hidden), ~Exists(walls))
    return {thread.id: thread.heading for thread in met}


def _seen_by(by: Standing) -> MetThreads:
    mine = FilteredRelation("places", condition=Q(places__membership_id=by.membership_id))
    listed = as_met(Thread.objects.visible_to(by).exclude(state="withdrawn"), by)
    placed = listed.annotate(mine=mine).annotate(
        read_to=F("mine__read_to"), hides=F("mine__hidden"), follows=F("mine__followed")
    )
    return placed.select_related("author", "board")  # type: ignore[return-value]  # a nameless twin of _Place


def _met_by(by: Standing) -> MetThreads:
    """What this member meets in lists: nothing hidden, nobody blocked."""
    shown = Q(hides=None) | Q(hides=False)
    return unblocked(_seen_by(by).filter(shown), by)


def _by_last_post(threads: MetThreads, by: Standing, before: Key | None) -> Page[ThreadRow]:
    if before:
        threads = threads.filter(
            Q(last_post_at__lt=before.at) | Q(last_post_at=before.at, id__gt=before.id),
            last_post_at__lte=before.at,
        )
    found = list(threads.order_by("-last_post_at", "id")[: THREADS_PER_PAGE + 1])
    rows = [_row(thread, by) for thread in found[:THREADS_PER_PAGE]]
    earlier = _key(found, "last_post_at") if len(found) > THREADS_PER_PAGE else None
    return Page(rows, earlier=earlier)


def _key(found: Sequence[MetThread], column: str) -> Key:
    last = found[THREADS_PER_PAGE - 1]
    return Key(getattr(last, column), last.id)


def _row(thread: MetThread, by: Standing) -> ThreadRow:
    author, read_to = thread.author, thread.read_to
    return ThreadRow(
        id=thread.id,
        heading=thread.heading,
        excerpt=thread.opening if thread.title else "",
        language=thread.language,
        author_name=author.name if author else "",
        author_face=author.face if author else "",
        board_name=thread.board.name,
        board_slug=thread.board.slug,
        opened_at=thread.opened_at,
        last_post_at=thread.seen_to,
        replies=thread.posts_count - 1 - thread.unseen,
        waits=thread.answered_at is None
        and thread.state == "open"
        and thread.kind == "conversation"
        and author is not None
        and author.membership_id is not None,
        is_new=read_to is None or read_to < thread.seen_to,
        is_own=author is not None and author.membership_id == by.membership_id,
        is_closed=thread.state == "closed",
        is_announcement=thread.kind == "announcement",
    )
