# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation as one member opens it, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet, Subquery
from django.http import Http404

from hearthside.core.prepared import BYTES, ID, Prepared
from hearthside.forum.models import Board, Draft, Thread
from hearthside.forum.queries.drafts import Begun, draft_key
from hearthside.spaces.queries import kept_apart
from hearthside.spaces.rules import Standing

_THREAD = [field.attname for field in Thread._meta.concrete_fields]
_BOARD = [field.attname for field in Board._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """A conversation with what this member keeps about it."""

    thread: Thread
    author_id: UUID | None
    read_to: datetime | None
    followed: bool
    hidden: bool
    pinned: bool
    begun: Begun

    @property
    def has_news(self) -> bool:
        """Whether somebody wrote since this reader was last here."""
        return self.read_to is not None and self.read_to < self.thread.last_post_at


def opened_thread(thread_id: UUID, by: Standing) -> OpenedThread:
    """Return a conversation with its board, the reader's place in it and their draft.

    A conversation begun by somebody they keep apart from is not there for them, as in every
    list; a steward still looks after it.

    Raises:
        Http404: this reader may not know of such a conversation.
    """
    rows = _OPENED.rows(
        thread_id=thread_id,
        space_id=by.space_id,
        membership_id=by.member_id,
        draft_key=draft_key(by, f"thread:{thread_id}"),
    )
    if not rows:
        raise Http404
    row = list(rows[0])
    thread = Thread.from_db("default", _THREAD, row[: len(_THREAD)])
    thread.board = Board.from_db("default", _BOARD, row[len(_THREAD) : -7])
    author_id, read_to, followed, hidden, pinned, draft, form = row[-7:]
    if by.keeps_apart and not by.is_steward and author_id in kept_apart(by.member_id).blocked:
        raise Http404
    return OpenedThread(
        thread=thread,
        author_id=author_id,
        read_to=read_to,
        followed=bool(followed),
        hidden=bool(hidden),
        pinned=pinned is not None,
        begun=Begun(draft or "", form or ""),
    )


def _opened(
    thread_id: UUID, space_id: UUID, membership_id: UUID, draft_key: bytes
) -> QuerySet[Thread, Any]:
    """The SQL twin of `rules.may_see` is the filter by space; strangers never come here."""
    mine = FilteredRelation("places", condition=Q(places__membership_id=membership_id))
    draft = Draft.objects.filter(key=draft_key)
    return (
        Thread.objects.filter(id=thread_id, space_id=space_id)
        .annotate(mine=mine)
        .annotate(
            draft=Subquery(draft.values("words")[:1]), form=Subquery(draft.values("form")[:1])
        )
        .values_list(
            *_THREAD,
            *(f"board__{name}" for name in _BOARD),
            "author__membership_id",
            "mine__read_to",
            "mine__followed",
            "mine__hidden",
            "pin__id",
            "draft",
            "form",
        )
    )


_OPENED = Prepared(_opened, thread_id=ID, space_id=ID, membership_id=ID, draft_key=BYTES)
