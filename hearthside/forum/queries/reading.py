# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation as one member opens it, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, Subquery
from django.http import Http404

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Draft, Thread
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """A conversation with what this member keeps about it."""

    thread: Thread
    read_to: datetime | None
    followed: bool
    hidden: bool
    pinned: bool
    draft: str


def opened_thread(thread_id: UUID, by: Standing) -> OpenedThread:
    """Return a conversation with its board, the reader's place in it and their draft.

    Raises:
        Http404: this reader may not know of such a conversation.
    """
    mine = FilteredRelation("places", condition=Q(places__membership_id=by.membership_id))
    key = keyring().blind("draft", by.membership_id, f"thread:{thread_id}")
    draft = Draft.objects.filter(key=key).values("words")[:1]
    thread = (
        Thread.objects.visible_to(by)
        .filter(id=thread_id)
        .annotate(mine=mine)
        .annotate(
            read_to=F("mine__read_to"),
            followed=F("mine__followed"),
            hidden=F("mine__hidden"),
            pinned_id=F("pin__id"),
            draft=Subquery(draft),
        )
        .select_related("board", "author")
        .first()
    )
    if thread is None:
        raise Http404
    return OpenedThread(
        thread=thread,
        read_to=getattr(thread, "read_to", None),
        followed=bool(getattr(thread, "followed", None)),
        hidden=bool(getattr(thread, "hidden", None)),
        pinned=getattr(thread, "pinned_id", None) is not None,
        draft=getattr(thread, "draft", None) or "",
    )
