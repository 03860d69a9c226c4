# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boards of a space, with what is new on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery

from hearthside.forum.models import Board, Thread
from hearthside.forum.queries.threads import as_met, unblocked
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One board in a list."""

    slug: str
    name: str
    purpose: str
    last_post_at: datetime | None
    is_new: bool
    rests: bool


def board_rows(by: Standing) -> list[BoardRow]:
    """The boards of a space in their order, as this member meets what stands on them.

    One query; one more for who keeps apart from somebody.
    """
    mine = FilteredRelation("places", condition=Q(places__membership_id=by.membership_id))
    listed = Thread.objects.filter(board=OuterRef("id")).exclude(state="withdrawn")
    met = as_met(unblocked(listed, by), by)
    placed = met.annotate(mine=mine).annotate(read=F("mine__read_to"), hides=F("mine__hidden"))
    unread = placed.filter(Q(hides=None) | Q(hides=False), Q(read=None) | Q(read__lt=F("seen_to")))
    newest = met.order_by("-seen_to" if by.keeps_apart else "-last_post_at", "id")
    last = newest.values("seen_to")[:1]  # type: ignore[misc]  # `as_met` has added it
    boards = (
        Board.objects.visible_to(by)
        .annotate(last_post_at=Subquery(last), is_new=Exists(unread))
        .order_by("position", "slug")
    )
    rows = boards.values_list("slug", "name", "purpose", "last_post_at", "is_new", "archived_at")
    return [BoardRow(*row[:5], rests=row[5] is not None) for row in rows]
