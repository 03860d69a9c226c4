# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether people find what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import F, Q

from hearthside.config.health.findings import Finding, to_do, well
from hearthside.forum.models import Findable, Post, PostState

_REBUILD = "hearthside search rebuild"
_TAKEN_IN = timedelta(minutes=10)


def look_at_search(now: datetime) -> Iterator[Finding]:
    """Whether the index is whole, and holds every post that others can read and no other."""
    if not _is_whole():
        yield to_do("Search", "Its index is damaged, or not there.", _REBUILD)
        return
    shown = Post.objects.filter(state=PostState.VISIBLE, written_at__lt=now - _TAKEN_IN)
    behind = Q(findable=None) | Q(findable__as_of__lt=F("edited_at"))
    missing = shown.filter(behind).count()
    beyond = Findable.objects.exclude(post__state=PostState.VISIBLE).count()
    if missing:
        words = f"{missing} posts cannot be found, or not as they are now."
        yield to_do("Search", words, f"The courier takes them in; at once: {_REBUILD}")
    elif beyond:
        yield to_do("Search", f"Its index holds {beyond} posts that nobody sees.", _REBUILD)
    else:
        yield well("Search", "Every post can be found.")


def _is_whole() -> bool:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
                    "AND tbl_name = 'forum_findable'"
                )
                has_triggers: bool = cursor.fetchone()[0] == 3
                cursor.execute(_COMPARED)
                return has_triggers
            cursor.execute("SELECT to_regclass('forum_findable_words') IS NOT NULL")
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False


_COMPARED = (
    "INSERT INTO forum_findable_words(forum_findable_words, rank) VALUES ('integrity-check', 1)"
)
"""Has FTS5 compare its index with the table it is about. Changes nothing, in spite of its name."""
