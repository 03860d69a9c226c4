# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was told to a voice like to any other, and is not for the person behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from hearthside.forum.models import Place, Thread
from hearthside.forum.queries.places import places_among
from hearthside.forum.queries.posts import has_news_beside
from hearthside.spaces.queries.standing import kept_apart


def with_nothing_new(
    member_id: UUID, voices: Collection[UUID], thread_ids: Collection[UUID]
) -> list[UUID]:
    """Which of these conversations, in which somebody speaks without their name, hold nothing
    new but words of people they keep apart from. Nothing is asked where they meet everybody.
    """
    blocked = kept_apart(member_id).blocked if voices and thread_ids else frozenset()
    if not blocked:
        return []
    threads = Thread.objects.filter(id__in=thread_ids, voices__in=voices).select_related("author")
    places = places_among(thread_ids, member_id)
    return [
        thread.id
        for thread in threads.defer("author__owner", "author__key").order_by("id").distinct()
        if (thread.author and thread.author.membership_id in blocked)
        or not _has_news(thread, places, [*blocked, *voices])
    ]


def _has_news(thread: Thread, places: Mapping[UUID, Place], apart: Collection[UUID]) -> bool:
    place = places.get(thread.id)
    read_to = place.read_to if place else None
    return has_news_beside(thread, read_to or thread.opened_at, apart)
