# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small questions the verbs ask while they hold a conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearthside.forum.models import Post, Thread
from hearthside.forum.rules import BURST_WITHIN
from hearthside.spaces.rules import Standing


def recent_posts_of(membership_id: UUID, now: datetime) -> int:
    """How many posts this member wrote within the last ten minutes."""
    return Post.objects.filter(
        voice__membership_id=membership_id, written_at__gt=now - BURST_WITHIN
    ).count()


def opening_post_id(thread: Thread) -> UUID | None:
    """The id of the post that began a conversation."""
    return thread.posts.order_by("written_at", "id").values_list("id", flat=True).first()


def was_sent(once: str, by: Standing) -> bool:
    """Whether the form with this one-time key was sent already, by this member."""
    if not once:
        return False
    return Post.objects.filter(once=once, voice__membership_id=by.member_id).exists()
