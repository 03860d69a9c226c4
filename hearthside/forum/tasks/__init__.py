# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the courier does for the search: taking posts in, and letting erased words go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.overwriting import empty_log
from hearthside.forum.actions.search import FILLED_AT_ONCE, forget_all, index_posts
from hearthside.forum.events import PostWritten, SearchFillDue, SearchPurgeDue, ThreadOpened
from hearthside.forum.models import Findable, Post, PostState, Stem
from hearthside.forum.queries.search_index import is_anywhere, newest_number
from hearthside.ledger.actions.outbox import appoint, appoint_together

STEMS_AT_ONCE = 2_000
_PAGES_AT_ONCE = 200
_AGAIN = timedelta(minutes=1)


@after(PostWritten)
def find_new_words(event: PostWritten) -> None:
    """Words can be found a moment after they were written."""
    index_posts(post_ids=[event.post_id], now=clock.now())


@after(ThreadOpened)
def find_new_conversation(event: ThreadOpened) -> None:
    """So can those that begin a conversation, and its title."""
    index_posts(post_ids=[event.post_id], now=clock.now())


@after(SearchFillDue)
def fill_the_index(_event: SearchFillDue) -> None:
    """Take in some of what was written before there was a search; the rest a little later."""
    ids = _missing(FILLED_AT_ONCE)
    index_posts(post_ids=ids, now=clock.now())
    if len(ids) == FILLED_AT_ONCE:
        with transaction.atomic():
            appoint(SearchFillDue(), due_at=clock.now(), key="search-filling")


@after(SearchPurgeDue)
def purge_search_index(event: SearchPurgeDue) -> None:
    """Let erased words go from what the search keeps, and their bytes from the disk.

    Words that no post has any more go, some at a time; then SQLite merges what it only marked
    as deleted, overwrites it and empties its log, and PostgreSQL reclaims it.
    """
    looked_at, last = _drop_stems(event.beyond)
    if looked_at == STEMS_AT_ONCE:
        _go_on(SearchPurgeDue(event.asked_at, last), timedelta())
    elif not _purged():
        _go_on(SearchPurgeDue(event.asked_at, last), _AGAIN)


def purge_at_once() -> bool:
    """Do all of it now, for whoever types a command; False where a reader holds SQLite's log."""
    looked_at, last = _drop_stems(0)
    while looked_at == STEMS_AT_ONCE:
        looked_at, last = _drop_stems(last)
    return _purged()


def rebuild(say: Callable[[int], None]) -> int:
    """Make the index anew; return how many posts can be found. People may write meanwhile."""
    forget_all(now=clock.now())
    done = 0
    posts = Post.objects.filter(state=PostState.VISIBLE).order_by("written_at", "id")
    batch: list[UUID] = []
    for post_id in list(posts.values_list("id", flat=True)):
        batch.append(post_id)
        if len(batch) == FILLED_AT_ONCE:
            done += index_posts(post_ids=batch, now=clock.now())
            batch = []
            say(done)
    done += index_posts(post_ids=batch, now=clock.now())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE forum_findable")
    return done


def _missing(most: int) -> Sequence[UUID]:
    """Some visible posts that cannot be found yet, in the order they were written."""
    unseen = Post.objects.filter(state=PostState.VISIBLE, findable=None)
    return list(unseen.order_by("written_at", "id").values_list("id", flat=True)[:most])


def _go_on(event: SearchPurgeDue, wait: timedelta) -> None:
    with transaction.atomic():
        now = clock.now()
        appoint_together(event, due_at=now + wait, key="search-purge", now=now)


def _drop_stems(beyond: int) -> tuple[int, int]:
    """Drop words that no post has any more; return how many were looked at, and the last."""
    stems = Stem.objects.filter(id__gt=beyond).order_by("id")
    some = list(stems.values_list("id", "space_id", "stem")[:STEMS_AT_ONCE])
    below = newest_number() + 1
    gone = [number for number, space_id, stem in some if not is_anywhere(space_id, stem, below)]
    Stem.objects.filter(id__in=gone).delete()
    return len(some), some[-1][0] if some else beyond


def _purged() -> bool:
    return _purged_sqlite() if connection.vendor == "sqlite" else _purged_postgresql()


def _purged_sqlite() -> bool:
    """Merge the index into one piece, a few pages at a time so that others can write between,
    and empty the log. False where a reader holds it: then again in a minute."""
    merge = "INSERT INTO forum_findable_words(forum_findable_words, rank) VALUES ('merge', %s)"
    pages = -_PAGES_AT_ONCE
    with connection.cursor() as cursor:
        while True:
            before = connection.connection.total_changes
            cursor.execute(merge, [pages])
            if connection.connection.total_changes - before < 2:
                break
            pages = _PAGES_AT_ONCE
    return empty_log()


def _purged_postgresql() -> bool:
    with connection.cursor() as cursor:
        for model in (Findable, Stem):
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
    return True
