# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation as one member opens it, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, Q, QuerySet, Subquery
from django.http import Http404

from hearthside.core.prepared import BYTES, ID, Prepared
from hearthside.core.records import as_read, columns_of
from hearthside.forum.models import Board, Draft, NoteWishes, Question, Signs, Thread, Voice
from hearthside.forum.queries.drafts import Begun, draft_key
from hearthside.forum.queries.notes import read_wishes, wishes_key
from hearthside.forum.queries.places import place_key, voice_key
from hearthside.forum.queries.signs import Given, read_signs, signs_key
from hearthside.forum.rules.notes import Wishes
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.standing import Standing

_THREAD, _BOARD = columns_of(Thread), columns_of(Board)
_VOICE = ["id", "membership_id", "name", "face", "unnamed"]
"""What a page needs of a voice; nothing sealed, so nothing is opened."""


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """A conversation with what this member keeps about it."""

    thread: Thread
    author: Voice | None
    own_voice: Voice | None
    read_to: datetime | None
    followed: bool
    hidden: bool
    pinned: bool
    begun: Begun
    away: Mapping[str, str]
    wishes: Wishes
    given: Mapping[UUID, Given]
    has_questions: bool = False
    """Whether somebody hopes for an answer to something they asked here."""

    @property
    def speaks_unnamed(self) -> bool:
        """Whether this reader has spoken here without their name."""
        return self.own_voice is not None and self.own_voice.unnamed

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
    rows = _OPENED.rows(thread_id=thread_id, **_keys(thread_id, by))
    if not rows:
        raise Http404
    row = rows[0]
    thread = as_read(Thread, row[: len(_THREAD)])
    ends = accumulate(map(len, (_THREAD, _BOARD, _VOICE, _VOICE)))
    thread_end, board_end, author_end, own_end = ends
    thread.board = as_read(Board, row[thread_end:board_end])
    author, own = _voice(row[board_end:author_end]), _voice(row[author_end:own_end])
    read_to, followed, hidden, away, pinned, draft, form, choices = row[own_end:-3]
    wishes, signs, asked = row[-3:]
    if author and not by.is_steward and author.membership_id in _blocked(by):
        raise Http404
    return OpenedThread(
        thread=thread,
        author=author,
        own_voice=own,
        read_to=read_to,
        followed=bool(followed),
        hidden=bool(hidden),
        pinned=pinned is not None,
        begun=Begun.read(draft or "", form or "", choices or ""),
        away=away or {},
        wishes=read_wishes(wishes or ""),
        given=read_signs(signs or ""),
        has_questions=bool(asked),
    )


def _keys(thread_id: UUID, by: Standing) -> dict[str, UUID | bytes]:
    member = by.member_id
    return {
        "space_id": by.space_id,
        "membership_id": member,
        "voice_key": voice_key(member, thread_id),
        "place_key": place_key(member, thread_id),
        "draft_key": draft_key(by, f"thread:{thread_id}"),
        "wishes_key": wishes_key(member),
        "signs_key": signs_key(member, thread_id),
    }


def _blocked(by: Standing) -> frozenset[UUID]:
    return kept_apart(by.member_id).blocked if by.keeps_apart else frozenset()


def _voice(row: Sequence[Any]) -> Voice | None:
    return as_read(Voice, row, _VOICE) if row[0] else None


def _opened(  # noqa: PLR0913 — the named values of one statement
    *,
    thread_id: UUID,
    space_id: UUID,
    membership_id: UUID,
    voice_key: bytes,
    place_key: bytes,
    draft_key: bytes,
    wishes_key: bytes,
    signs_key: bytes,
) -> QuerySet[Thread, Any]:
    """The SQL twin of `rules.may_see` is the filter by space; strangers never come here."""
    mine = FilteredRelation("places", condition=Q(places__key=place_key))
    own = Q(voices__membership_id=membership_id) | Q(voices__key=voice_key)
    draft = Draft.objects.filter(key=draft_key)
    return (
        Thread.objects.filter(id=thread_id, space_id=space_id)
        .annotate(mine=mine, own=FilteredRelation("voices", condition=own))
        .annotate(
            draft=Subquery(draft.values("words")[:1]),
            form=Subquery(draft.values("form")[:1]),
            choices=Subquery(draft.values("choices")[:1]),
            wishes=Subquery(NoteWishes.objects.filter(key=wishes_key).values("kept")[:1]),
            signs=Subquery(Signs.objects.filter(key=signs_key).values("kept")[:1]),
            asked=Exists(Question.objects.filter(thread=thread_id, let_go=False, answered_at=None)),
        )
        .values_list(
            *_THREAD,
            *(f"board__{name}" for name in _BOARD),
            *(f"author__{name}" for name in _VOICE),
            *(f"own__{name}" for name in _VOICE),
            *("mine__read_to", "mine__followed", "mine__hidden", "mine__away", "pin__id"),
            *("draft", "form", "choices", "wishes", "signs", "asked"),
        )
    )


_OPENED = Prepared(
    _opened,
    thread_id=ID,
    space_id=ID,
    membership_id=ID,
    voice_key=BYTES,
    place_key=BYTES,
    draft_key=BYTES,
    wishes_key=BYTES,
    signs_key=BYTES,
)
