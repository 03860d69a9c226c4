# SPDX-License-Identifier: AGPL-3.0-or-later
"""Posts of a conversation that still show what is folded in one of them."""

from __future__ import annotations

import re
from uuid import UUID

from hearthside.forum.models import Fold, Post, PostState

FEWEST_CHARACTERS = 10
"""Shorter parts stand everywhere by chance."""

LOOKED_THROUGH = 2000
"""Of one conversation, the newest."""

_LAYOUT = re.compile(r"[\s>*_]+")


def posts_with_the_same_words(post_id: UUID, space_id: UUID) -> list[Post]:
    """Return the shown posts of the same conversation that hold a folded part, quoted or not."""
    fold = Fold.objects.filter(post_id=post_id, space_id=space_id).select_related("post").first()
    if fold is None:
        return []
    source = fold.post.source
    parts = [_plain(source[a:b]) for spans in fold.spans.values() for a, b in spans]
    sought = [part for part in parts if len(part) >= FEWEST_CHARACTERS]
    if not sought:
        return []
    others = Post.objects.filter(thread_id=fold.post.thread_id, state=PostState.VISIBLE)
    found = others.exclude(id=post_id).select_related("voice", "fold", "space")
    newest = found.defer("voice__owner", "voice__key").order_by("-written_at")[:LOOKED_THROUGH]
    return [post for post in newest if any(part in _plain(post.shown_source) for part in sought)]


def _plain(text: str) -> str:
    """The words alone: however they were broken into lines, quoted or written large."""
    return _LAYOUT.sub(" ", text).strip().casefold()
