# SPDX-License-Identifier: AGPL-3.0-or-later
"""Posts outside their conversation, as one reader meets them: found, or kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from hearthside.forum.models import Meet, Place, Post, PostState, ThreadState
from hearthside.forum.queries.met import folded_heading
from hearthside.forum.queries.notes import met_with_notes
from hearthside.forum.queries.places import how_far, places_among
from hearthside.forum.rules.notes import talks_about
from hearthside.spaces.models import Distance
from hearthside.spaces.queries.standing import KeptApart, kept_apart
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Met:
    """A post that a reader meets: in which conversation, when it was written, and how.

    ``is_changed``: its words are others now than those it would be found by; ``is_hidden``: the
    reader keeps the conversation out of their lists; ``is_muted``: they meet the voice folded;
    ``note``: whether they meet what it talks about folded.
    """

    thread_id: UUID
    written_at: datetime
    is_changed: bool
    is_hidden: bool
    is_muted: bool
    note: Meet = Meet.SHOW

    @property
    def is_open(self) -> bool:
        """Whether its words lie open before this reader."""
        return self.note == Meet.SHOW and not self.is_muted


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands over a post for one reader: its conversation's name, and what folds it."""

    heading: str
    heading_language: str
    talks_about: str
    """What it is folded for, in neutral words, if it is."""
    is_muted: bool

    @property
    def is_folded(self) -> bool:
        """Whether the reader meets these words behind a fold."""
        return bool(self.talks_about) or self.is_muted


def met_among(post_ids: Collection[UUID], by: Standing) -> dict[UUID, Met]:
    """Return those of some posts that this reader meets.

    Nothing of another space, taken back or taken down, of people kept apart either way or voices
    kept away, in a conversation that people kept apart began, or about what they hide.
    """
    if not by.is_member:
        return {}
    apart = kept_apart(by.member_id) if by.keeps_apart else KeptApart()
    posts = Post.objects.filter(id__in=post_ids, state=PostState.VISIBLE)
    posts = posts.exclude(thread__state=ThreadState.WITHDRAWN)
    if apart.blocked:
        posts = posts.exclude(voice__membership_id__in=apart.blocked)
        posts = posts.exclude(thread__author__membership_id__in=apart.blocked)
    # The space is compared here: named in the query, SQLite reads the whole space to find these.
    rows = [row for row in posts.values_list(*_SEEN) if row[1] == by.space_id]
    places = places_among({row[2] for row in rows}, by.member_id)
    met = {row[0]: _met(row, places.get(row[2]), apart) for row in rows}
    noted = met_with_notes(met, by.member_id, by.voices)
    return {
        post_id: replace(each, note=noted[post_id])
        for post_id, each in met.items()
        if each is not None and noted[post_id] != Meet.HIDE
    }


def cover_of(post: Post, met: Met) -> Cover:
    """Return what stands over a post, with its conversation loaded, for who meets it so.

    A heading is folded where its own words carry notes; else it says nothing of them.
    """
    how = met.note if post.thread.notes else Meet.SHOW
    return Cover(
        heading=folded_heading(post.thread, how),
        heading_language=post.thread.language if how == Meet.SHOW else "",
        talks_about=talks_about(post.notes + post.thread.notes) if met.note == Meet.FOLD else "",
        is_muted=met.is_muted,
    )


_SEEN = (
    *("id", "space_id", "thread_id", "written_at", "voice_id", "voice__membership_id"),
    *("edited_at", "findable__as_of"),
)


def _met(row: Sequence[Any], place: Place | None, apart: KeptApart) -> Met | None:
    _id, _space, thread_id, written_at, voice_id, member_id, edited_at, as_of = row
    away = how_far(voice_id, member_id, place, apart)
    if away == Distance.BLOCK:
        return None
    return Met(
        thread_id=thread_id,
        written_at=written_at,
        is_changed=bool(edited_at and as_of and edited_at > as_of),
        is_hidden=place is not None and place.hidden,
        is_muted=away == Distance.MUTE,
    )
