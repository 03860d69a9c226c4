# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that writing an answer asks before it writes, in one query that holds the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)

from hearthside.core.prepared import BYTES, ID, INSTANT, TEXT, Prepared
from hearthside.core.records import as_read, columns_of
from hearthside.core.verdicts import Refused
from hearthside.forum.models import Draft, Place, Post, Question, Thread, Voice
from hearthside.forum.queries.drafts import draft_key
from hearthside.forum.queries.places import place_key, voice_key
from hearthside.forum.rules.conversation import BURST_WITHIN, NOT_HERE
from hearthside.spaces.rules.standing import Standing

_THREAD = columns_of(Thread)
_VERSION = _THREAD.index("version")
_VOICE = columns_of(Voice)


@dataclass(frozen=True, slots=True)
class Ground:
    """A conversation, held; the writer's voice in it; and what limits and resending ask."""

    thread: Thread
    voice: Voice | None
    sent_id: UUID | None
    recent_posts: int
    has_draft: bool
    has_place: bool
    has_questions: bool

    @property
    def speaks_unnamed(self) -> bool:
        """Whether the writer has spoken here without their name."""
        return self.voice is not None and self.voice.unnamed


def ground_for(thread_id: UUID, by: Standing, once: str, now: datetime) -> Ground:
    """Hold a conversation for somebody who is about to write in it, and read all they need.

    PostgreSQL reads as of the moment a statement begins: one that waited for the conversation
    has it as it is now, and all else as it was before, without what was written meanwhile. The
    conversation's version tells. Where the writer had no voice then, it is asked again, for they
    have one voice in a conversation. For others only the same form, sent again, could matter: it
    meets its like in the database (``post_sent_once``), and `write_post` begins again.

    Raises:
        Refused: there is no such conversation.
    """
    asked: dict[str, Any] = {
        "thread_id": thread_id,
        "membership_id": by.member_id,
        "voice_key": voice_key(by.member_id, thread_id),
        "place_key": place_key(by.member_id, thread_id),
        "once": once,
        "since": now - BURST_WITHIN,
        "draft_key": draft_key(by, f"thread:{thread_id}"),
    }
    rows = _GROUND.rows(**asked)
    if rows and rows[0][len(_THREAD)] is None and rows[0][-1] != rows[0][_VERSION]:
        rows = _GROUND.rows(**asked)
    if not rows:
        raise Refused(NOT_HERE)
    row = rows[0]
    voice = row[len(_THREAD) : -6]
    sent_id, recent_posts, has_draft, place_id, asked, _version = row[-6:]
    return Ground(
        thread=as_read(Thread, row[: len(_THREAD)]),
        voice=as_read(Voice, voice) if voice[0] else None,
        sent_id=sent_id,
        recent_posts=recent_posts or 0,
        has_draft=bool(has_draft),
        has_place=place_id is not None,
        has_questions=bool(asked),
    )


def _ground(  # noqa: PLR0913 — the named values of one statement
    *,
    thread_id: UUID,
    membership_id: UUID,
    voice_key: bytes,
    place_key: bytes,
    once: str,
    since: datetime,
    draft_key: bytes,
) -> QuerySet[Thread, Any]:
    own = Q(voices__membership_id=membership_id) | Q(voices__key=voice_key)
    mine = FilteredRelation("voices", condition=own)
    sent = Post.objects.filter(voice_id=OuterRef("mine__id"), once=once).values("id")
    # Voice by voice: whatever PostgreSQL knows of the tables, it never looks through all posts.
    lately = Post.objects.filter(voice_id=OuterRef("id"), written_at__gt=since).order_by()
    counted = lately.values("voice_id").annotate(n=Count("id")).values("n")
    voices = Voice.objects.filter(Q(membership_id=membership_id) | Q(key=voice_key)).order_by()
    recent = (
        voices.annotate(n=Subquery(counted), every=Value(1))
        .values("every")
        .annotate(total=Sum("n"))
        .values("total")
    )
    draft = Exists(Draft.objects.filter(key=draft_key))
    place = Place.objects.filter(key=place_key).values("id")
    asked = Exists(Question.objects.filter(thread=thread_id, let_go=False, answered_at=None))
    version = Thread.objects.filter(id=thread_id).values("version")
    return (
        Thread.objects.filter(id=thread_id)
        .annotate(mine=mine)
        .annotate(sent_id=Subquery(sent[:1]), recent=Subquery(recent), has_draft=draft)
        .annotate(place_id=Subquery(place[:1]), asked=asked, version_before=Subquery(version[:1]))
        .select_for_update(of=("self",), no_key=True)
        .values_list(
            *_THREAD,
            *(f"mine__{name}" for name in _VOICE),
            *("sent_id", "recent", "has_draft", "place_id", "asked", "version_before"),
        )
    )


_GROUND = Prepared(
    _ground,
    thread_id=ID,
    membership_id=ID,
    voice_key=BYTES,
    place_key=BYTES,
    once=TEXT,
    since=INSTANT,
    draft_key=BYTES,
)
