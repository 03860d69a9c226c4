# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping what helped, for oneself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.forum.models import Bookmark, Post
from hearthside.forum.queries.bookmarks import Kept, bookmark_key, bookmark_owner
from hearthside.forum.rules.conversation import may_see
from hearthside.forum.rules.searching import LONGEST_NOTE
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def keep_bookmark(*, by: Standing, post: Post, note: str, now: datetime) -> None:
    """Keep a post that helped, with a note to oneself. Again, it changes the note.

    Raises `Refused` as `rules.may_see` says. Tells nobody, its author neither.
    """
    may_see(by, post).require()
    kept = Kept(post.id, now, note.strip()[:LONGEST_NOTE])
    Bookmark.objects.update_or_create(
        key=bookmark_key(by, post.id),
        defaults={"owner": bookmark_owner(by.member_id), "kept": kept.told()},
    )


@transaction.atomic
def let_go_of_bookmark(*, by: Standing, post_id: UUID, now: datetime) -> None:
    """Let go of what was kept, also where the post is gone. Never refused."""
    Bookmark.objects.filter(key=bookmark_key(by, post_id)).delete()


@transaction.atomic
def forget_bookmarks(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Delete everything these members kept. Never refused."""
    owners = [bookmark_owner(each) for each in membership_ids]
    Bookmark.objects.filter(owner__in=owners).delete()
