# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that writing an answer asks before it writes, in one query that holds the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from hearthside.core.prepared import ID, INSTANT, TEXT, Prepared
from hearthside.core.verdicts import Refused
from hearthside.forum.models import Post, Thread, Voice
from hearthside.forum.rules import BURST_WITHIN, NOT_HERE
from hearthside.spaces.rules import Standing

_THREAD = [field.attname for field in Thread._meta.concrete_fields]
_VOICE = [field.attname for field in Voice._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class Ground:
    """A conversation, held; the writer's voice in it; and what limits and resending ask."""

    thread: Thread
    voice: Voice | None
    sent_id: UUID | None
    recent_posts: int


def ground_for(thread_id: UUID, by: Standing, once: str, now: datetime) -> Ground:
    """Read and hold a conversation for somebody who is about to write in it.

    Raises:
        Refused: there is no such conversation.
    """
    rows = _GROUND.rows(
        thread_id=thread_id, membership_id=by.member_id, once=once, since=now - BURST_WITHIN
    )
    if not rows:
        raise Refused(NOT_HERE)
    row = list(rows[0])
    voice = row[len(_THREAD) : -2]
    return Ground(
        thread=Thread.from_db("default", _THREAD, row[: len(_THREAD)]),
        voice=Voice.from_db("default", _VOICE, voice) if voice[0] else None,
        sent_id=row[-2],
        recent_posts=row[-1] or 0,
    )


def _ground(
    thread_id: UUID, membership_id: UUID, once: str, since: datetime
) -> QuerySet[Thread, Any]:
    mine = FilteredRelation("voices", condition=Q(voices__membership_id=membership_id))
    sent = Post.objects.filter(voice_id=OuterRef("mine__id"), once=once).values("id")
    recent = (
        Post.objects.filter(voice__membership_id=membership_id, written_at__gt=since)
        .order_by()
        .values("voice__membership_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    return (
        Thread.objects.filter(id=thread_id)
        .annotate(mine=mine)
        .annotate(sent_id=Subquery(sent[:1]), recent=Subquery(recent))
        .select_for_update(of=("self",), no_key=True)
        .values_list(*_THREAD, *(f"mine__{name}" for name in _VOICE), "sent_id", "recent")
    )


_GROUND = Prepared(_ground, thread_id=ID, membership_id=ID, once=TEXT, since=INSTANT)
