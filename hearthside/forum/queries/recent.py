# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small questions the verbs ask while they hold a conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hearthside.forum.models import Post, Thread, Voice
from hearthside.forum.queries.letters import letter_was_sent
from hearthside.forum.rules.conversation import BURST_WITHIN
from hearthside.spaces.rules.standing import Standing


def recent_posts_of(by: Standing, now: datetime) -> int:
    """How many posts this member wrote within the last ten minutes, under whatever face."""
    own = Voice.objects.filter(Q(membership_id=by.member_id) | Q(id__in=by.voices))
    lately = Post.objects.filter(voice__in=own, written_at__gt=now - BURST_WITHIN)
    return lately.count()


def opening_post_id(thread: Thread) -> UUID | None:
    """The id of the post that began a conversation."""
    return thread.posts.order_by("written_at", "id").values_list("id", flat=True).first()


def was_sent(once: str, by: Standing) -> bool:
    """Whether the form with this one-time key was sent already, by this member."""
    if not once:
        return False
    own = Q(voice__membership_id=by.member_id) | Q(voice__in=by.voices)
    posted = Post.objects.filter(own, once=once)
    return posted.exists() or letter_was_sent(once, by)
