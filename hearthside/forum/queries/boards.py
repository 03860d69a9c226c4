# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boards of a space, with what is new on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from hearthside.forum.models import Board, Meet, Place, Thread
from hearthside.forum.queries.met import as_met, met_by_note, unblocked
from hearthside.forum.queries.places import places_among
from hearthside.forum.rules.conversation import NEW_WITHIN
from hearthside.spaces.rules.standing import Standing

_AUTHOR = ("author__membership_id",)
LOOKED_AT = 200
"""Conversations asked for what is new, on all boards together."""
_COMPARED = 50
"""Conversations of a board among which the last words are looked for that somebody meets."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One board in a list."""

    slug: str
    name: str
    purpose: str
    last_post_at: datetime | None
    is_new: bool
    rests: bool


def board_rows(by: Standing, now: datetime) -> list[BoardRow]:
    """The boards of a space in their order, as this member meets what stands on them.

    Three queries; one more for who keeps apart from somebody. Whether there is something new
    is asked of the conversations of the last thirty days that were written in last.
    """
    boards = (
        Board.objects.visible_to(by)
        .annotate(last_post_at=_last_words(by))
        .order_by("position", "slug")
    )
    rows = boards.values_list("id", "slug", "name", "purpose", "last_post_at", "archived_at")
    new = _with_news(by, now)
    return [BoardRow(*row[1:5], is_new=row[0] in new, rests=row[5] is not None) for row in rows]


def _last_words(by: Standing) -> Subquery:
    """When the last words on a board were written that this member meets.

    Nobody meets later words than the last: where somebody keeps apart, the conversations that
    were written in last are compared, and not all there are. However large a board is, it takes
    no longer; else whoever waited for the page would see that somebody blocks them.
    """
    if not by.keeps_apart:
        listed = as_met(_listed(OuterRef("id")), by).order_by("-last_post_at", "id")
        return Subquery(listed.values("seen_to")[:1])
    here = unblocked(_listed(OuterRef(OuterRef("id"))), by).order_by("-last_post_at", "id")
    lately = Thread.objects.filter(id__in=here.values("id")[:_COMPARED])
    return Subquery(as_met(lately, by).order_by("-seen_to", "id").values("seen_to")[:1])


def _listed(board_id: OuterRef) -> QuerySet[Thread]:
    return Thread.objects.filter(board=board_id).exclude(state="withdrawn")


def _with_news(by: Standing, now: datetime) -> set[UUID]:
    """The boards on which something stands that this member has not read."""
    here = Thread.objects.visible_to(by).exclude(state="withdrawn")
    lately = as_met(unblocked(here, by), by).filter(last_post_at__gt=now - NEW_WITHIN)
    newest = lately.select_related("author").only("board_id", "notes", *_AUTHOR)
    found = [
        thread
        for thread in newest.order_by("-last_post_at", "id")[:LOOKED_AT]
        if met_by_note(thread, thread.wishes, _is_own(thread, by)) != Meet.HIDE
    ]
    places = places_among([thread.id for thread in found], by.member_id)
    return {row.board_id for row in found if _is_news(places.get(row.id), row.seen_to)}


def _is_own(thread: Thread, by: Standing) -> bool:
    return thread.author is not None and by.is_face(thread.author.face_id)


def _is_news(place: Place | None, seen_to: datetime) -> bool:
    if place is None or place.read_to is None:
        return place is None or not place.hidden
    return not place.hidden and place.read_to < seen_to
