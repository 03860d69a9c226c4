# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping what a search looks in true to the posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import OuterRef, Subquery

from hearthside.core.stems import stems_of
from hearthside.forum.events import SearchPurgeDue
from hearthside.forum.models import Findable, Post, PostState, Stem, Thread
from hearthside.ledger.actions.outbox import appoint_together
from hearthside.privacy.actions.overwriting import appoint_overwriting

PURGE_AFTER = timedelta(minutes=1)
"""From an erasure until its words leave the disk; several in that time are purged together."""

FILLED_AT_ONCE = 500
"""So many posts are taken in by one transaction, which on SQLite holds up who writes."""


@transaction.atomic
def index_posts(*, post_ids: Iterable[UUID], now: datetime) -> int:
    """Take posts in as they are now; those that others no longer see are left out.

    Called again for the same posts it changes nothing. Returns how many can be found. Holds the
    posts: whoever folds or erases one of them meanwhile does so after it, not under it.
    """
    ids = _held(post_ids)
    posts = Post.objects.filter(id__in=ids, state=PostState.VISIBLE)
    shown = list(posts.select_related("thread", "fold").order_by("written_at", "id"))
    if gone := set(ids) - {post.id for post in shown}:
        Findable.objects.filter(post_id__in=gone).delete()
    begun = _beginnings({post.thread_id for post in shown if post.thread.title})
    rows = [_findable(post, begins=post.id in begun) for post in shown]
    Findable.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["post"],
        update_fields=["as_of", "head", "body"],
    )
    _know_stems(rows)
    return len(rows)


@transaction.atomic
def forget_all(*, now: datetime) -> None:
    """Empty the index, to make it anew. Nobody finds anything until it is filled."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _empty_sqlite(cursor)
        else:
            cursor.execute("TRUNCATE forum_findable RESTART IDENTITY")
    Stem.objects.all().delete()


@transaction.atomic
def appoint_purge(*, now: datetime) -> None:
    """Owe the search a purge, and the disk an overwriting: words were erased."""
    appoint_overwriting(now=now)
    due = SearchPurgeDue(asked_at=now)
    appoint_together(due, due_at=now + PURGE_AFTER, key="search-purge", now=now)


def _empty_sqlite(cursor: CursorWrapper) -> None:
    """Empty table and index apart from each other: where they differ, triggers would fail."""
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'forum_findable'"
    )
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    cursor.execute("DELETE FROM forum_findable")
    cursor.execute("INSERT INTO forum_findable_words(forum_findable_words) VALUES ('delete-all')")
    for _, sql in triggers:
        cursor.execute(sql)


def _held(post_ids: Iterable[UUID]) -> list[UUID]:
    """Hold these posts, in one order, and return those that are there. Read them afterwards: what
    a lock had to wait for is not in the rows that came with it."""
    posts = Post.objects.select_for_update(of=("self",), no_key=True)
    held = posts.filter(id__in=list(post_ids)).order_by("id")
    return list(held.values_list("id", flat=True))


def _beginnings(thread_ids: set[UUID]) -> set[UUID]:
    """The first posts of some conversations: they are found under the title, too."""
    if not thread_ids:
        return set()
    first = Post.objects.filter(thread=OuterRef("id")).order_by("written_at", "id").values("id")
    threads = Thread.objects.filter(id__in=thread_ids).annotate(first=Subquery(first[:1]))
    return set(threads.values_list("first", flat=True))


def _findable(post: Post, *, begins: bool) -> Findable:
    """A post as the search knows it; the title is found with the words it stands over."""
    head = stems_of(post.thread.title, post.language) if begins else []
    return Findable(
        post=post,
        space_id=post.space_id,
        as_of=post.edited_at or post.written_at,
        head=" ".join(head),
        body=" ".join(stems_of(post.shown_source, post.language)),
    )


def _know_stems(rows: Iterable[Findable]) -> None:
    by_space: dict[UUID, set[str]] = {}
    for row in rows:
        by_space.setdefault(row.space_id, set()).update(row.head.split(), row.body.split())
    for space_id, stems in by_space.items():
        known = Stem.objects.filter(space_id=space_id, stem__in=stems)
        new = stems - set(known.values_list("stem", flat=True))
        Stem.objects.bulk_create(
            [Stem(space_id=space_id, stem=stem) for stem in sorted(new)], 500, ignore_conflicts=True
        )
