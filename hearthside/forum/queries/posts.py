# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page of a conversation: what is the same for everybody is made once and kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from hearthside.core.paging import Key
from hearthside.forum.models import Post, PostState, Thread, ThreadState
from hearthside.forum.rules.conversation import POSTS_PER_PAGE

_GAPS = re.compile(r"\s*\n\s*<(?=/?(?:article|div|p|svg|form|!--))")
"""Spaces between the blocks of a template, which twenty posts would carry twenty times."""

ASKS = "<!--asks-->"
"""Where a post says that its author hopes for an answer; what, differs by reader."""

OPEN, ANSWERED, LET_GO = "open", "answered", "let-go"
"""How a question stands."""


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """Who is asked first by a post: their face, and the name they have here."""

    face_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One post, rendered for everybody; what differs by reader is added around it."""

    id: UUID
    author_id: UUID
    """The face of who wrote it: a membership's id, or that of a voice without a name."""
    author_name: str
    at: datetime
    state: str
    html: str
    is_folded: bool = False
    notes: str = ""
    reactions: str = ""
    question: str = ""
    """How the question stands that it asks, if any."""
    thread_id: UUID | None = None
    asked_first: AskedFirst | None = None


@dataclass(frozen=True, slots=True)
class PostsPage:
    """Some posts in order, and the keys where the neighbouring pages start."""

    pieces: Sequence[Piece]
    first: Key | None
    earlier: Key | None
    later: Key | None


def posts_page(thread: Thread, start: Key | None) -> PostsPage:
    """Return twenty posts from ``start`` on, from the cache while nothing has changed.

    The key holds the conversation's version, so a stale page is never found again, and the
    number of this form of a page, so that none is found from before an update either.
    """
    zone, language = timezone.get_current_timezone_name(), get_language()
    key = f"posts-2:{thread.id.hex}:{thread.version}:{start or ''}:{language}:{zone}"
    page: PostsPage | None = caches["fragments"].get(key)
    if page is None:
        page = _read_page(thread, start)
        caches["fragments"].set(key, page)
    return page


def first_unread(thread: Thread, read_to: datetime | None) -> Key | None:
    """Where the first post stands that was written after ``read_to``; None: from the start."""
    if read_to is None:
        return None
    unread = thread.posts.filter(written_at__gt=read_to).order_by("written_at", "id")
    found = unread.values_list("written_at", "id").first()
    return Key(*found) if found else last_page_start(thread)


def has_news_beside(thread: Thread, read_to: datetime, apart: Collection[UUID]) -> bool:
    """Whether anybody but these wrote since a reader was last here."""
    news = thread.posts.filter(written_at__gt=read_to)
    beside = Q(voice__membership_id__in=apart) | Q(voice__in=apart)
    return news.exclude(beside).exists()


def last_page_start(thread: Thread) -> Key | None:
    """Where the last twenty posts of a conversation start."""
    newest = thread.posts.order_by("-written_at", "-id").values_list("written_at", "id")
    keys = list(newest[:POSTS_PER_PAGE])
    return Key(*keys[-1]) if len(keys) == POSTS_PER_PAGE else None


def start_at(thread: Thread, post_id: UUID | None) -> Key | None:
    """Where to start so that this post of a conversation is the first on its page."""
    if post_id is None:
        return None
    found = thread.posts.filter(id=post_id).values_list("written_at", "id").first()
    return Key(*found) if found else None


def page_start_for(post: Post, seen: Key | None = None) -> Key:
    """Where to start so that this post is the first on its page.

    For a reader who has ``seen`` the words up to a key, the page starts there, as long as it
    reaches the post: what others wrote in between is not jumped over.
    """
    own = Key(post.written_at, post.id)
    if seen is None or seen.at > own.at:
        return own
    posts = Post.objects.filter(thread_id=post.thread_id)
    ids = _from(posts, seen).values_list("id", flat=True)[:POSTS_PER_PAGE]
    return seen if post.id in list(ids) else own


def written_since(post: Post, seen: Key) -> list[Piece]:
    """What follows after ``seen``, up to the end; nothing where it is not one page with this
    post on it."""
    posts = _to_render(Post.objects.filter(thread_id=post.thread_id))
    found = [each for each in _from(posts, seen)[: POSTS_PER_PAGE + 2] if each.id != seen.id]
    if len(found) > POSTS_PER_PAGE or post.id not in [each.id for each in found]:
        return []
    for each in found:
        each.thread = post.thread
    return [rendered(each) for each in found]


def rendered(post: Post, *, to_author: bool = False) -> Piece:
    """Make the piece of one post, with its voice loaded: as others read it, or whole.

    Where it asks something, its conversation has to be loaded, too.
    """
    voice = post.voice
    context = {"post": post, "voice": voice, "to_author": to_author}
    html = render_to_string("forum/_post.html", context)
    return Piece(
        id=post.id,
        author_id=voice.face_id,
        author_name=voice.name,
        at=post.written_at,
        state=post.state,
        is_folded=getattr(post, "fold", None) is not None,
        html=_GAPS.sub("<", html).strip(),
        notes=post.notes,
        reactions=post.reactions,
        question=_stands(post),
        thread_id=post.thread_id,
        asked_first=_asked_first(post),
    )


def _stands(post: Post) -> str:
    question = getattr(post, "question", None)
    if question is None or post.state != PostState.VISIBLE:
        return ""
    if post.thread.state != ThreadState.OPEN or not post.voice.is_somebody:
        return ""  # nobody can answer now, or nobody is left to read it
    if question.let_go:
        return LET_GO
    return OPEN if question.answered_at is None else ANSWERED


def _asked_first(post: Post) -> AskedFirst | None:
    question = getattr(post, "question", None)
    to = question.to if question else None
    return AskedFirst(to.face_id, to.name) if to and to.is_somebody else None


def _to_render(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Load along what `rendered` needs, in the same query; nothing sealed."""
    loaded = posts.select_related("voice", "space", "fold", "question__to")
    return loaded.defer("voice__owner", "voice__key", "question__to__owner", "question__to__key")


def as_its_author_reads(piece: Piece) -> Piece:
    """Return a piece whole, where a part of it is folded for others. Never kept."""
    if not piece.is_folded:
        return piece
    posts = _to_render(Post.objects.filter(id=piece.id).select_related("thread"))
    return next((rendered(post, to_author=True) for post in posts), piece)


def _read_page(thread: Thread, start: Key | None) -> PostsPage:
    posts = _to_render(Post.objects.filter(thread=thread))
    shown = _from(posts, start)[: POSTS_PER_PAGE + 1]
    found = list(shown)
    for post in found:
        post.thread = thread
    pieces = [rendered(post) for post in found[:POSTS_PER_PAGE]]
    later = Key(found[-1].written_at, found[-1].id) if len(found) > POSTS_PER_PAGE else None
    first = Key(found[0].written_at, found[0].id) if found else None
    return PostsPage(pieces, first, _earlier(posts, start), later)


def _from(posts: QuerySet[Post], start: Key | None) -> QuerySet[Post]:
    ordered = posts.order_by("written_at", "id")
    if start is None:
        return ordered
    return ordered.filter(
        Q(written_at__gt=start.at) | Q(written_at=start.at, id__gte=start.id),
        written_at__gte=start.at,
    )


def _earlier(posts: QuerySet[Post], start: Key | None) -> Key | None:
    if start is None:
        return None
    before = posts.filter(
        Q(written_at__lt=start.at) | Q(written_at=start.at, id__lt=start.id),
        written_at__lte=start.at,
    )
    keys = list(
        before.order_by("-written_at", "-id").values_list("written_at", "id")[:POSTS_PER_PAGE]
    )
    return Key(*keys[-1]) if keys else None
