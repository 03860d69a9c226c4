# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was told to a voice like to any other, and is not for the person behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, Value, When

from hearthside.forum.models import Place, Post, Thread, Voice
from hearthside.forum.queries.places import places_among
from hearthside.spaces.queries.standing import kept_apart


def with_nothing_new(
    member_id: UUID, voices: Collection[UUID], thread_ids: Collection[UUID]
) -> list[UUID]:
    """Which of these conversations, in which somebody speaks without their name, hold nothing
    new but words of people they keep apart from. Nothing is asked where they meet everybody.

    Three queries, however many conversations: every page of somebody with such words asks it.
    """
    blocked = kept_apart(member_id).blocked if voices and thread_ids else frozenset()
    if not blocked:
        return []
    places = places_among(thread_ids, member_id)
    spoken = Voice.objects.filter(thread=OuterRef("id"), id__in=voices)
    newer = Post.objects.filter(thread=OuterRef("id"), written_at__gt=OuterRef("read_to"))
    apart = Q(voice__membership_id__in=blocked) | Q(voice__in=voices)
    begun_apart = Q(author__membership_id__in=blocked)
    threads = Thread.objects.filter(Exists(spoken), id__in=thread_ids)
    unmet = threads.annotate(read_to=_read_to(places)).filter(
        begun_apart | ~Exists(newer.exclude(apart))
    )
    return list(unmet.order_by("id").values_list("id", flat=True))


def _read_to(places: Mapping[UUID, Place]) -> Case:
    """Up to when a member has read each conversation; from its start where they never did."""
    read = [When(id=each, then=Value(row.read_to)) for each, row in places.items() if row.read_to]
    return Case(*read, default=F("opened_at"), output_field=DateTimeField())
