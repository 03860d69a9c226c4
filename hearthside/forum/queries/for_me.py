# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words somebody keeps for their own eyes, and where they could share them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.ids import id_in
from hearthside.core.text import excerpt
from hearthside.forum.models import Board, Draft, Thread
from hearthside.forum.queries.drafts import Begun, draft_owner
from hearthside.forum.queries.met import meets_author
from hearthside.forum.queries.threads import own_page
from hearthside.spaces.rules.standing import Standing

_PLACE = "for-me:"


def place_for_me(kept_id: UUID) -> str:
    """Name the place in which words for one's own eyes are kept."""
    return f"{_PLACE}{kept_id}"


@dataclass(frozen=True, slots=True)
class ForMe:
    """The beginning of something kept for oneself, and since when it stands like this."""

    id: UUID
    passage: str
    kept_at: datetime


def kept_for_me(by: Standing) -> list[ForMe]:
    """Return everything this member keeps for their own eyes here, the latest first. One query."""
    drafts = Draft.objects.filter(owner=draft_owner(by)).order_by("-kept_at", "id")
    return [
        ForMe(kept_id, excerpt(Begun.of(draft).words), draft.kept_at)
        for draft in drafts
        if (kept_id := _id_of(draft.place.strip()))
    ]


def _id_of(place: str) -> UUID | None:
    """The id in such a place; None for any other, also where an address had something like it."""
    kept_id = id_in(place.removeprefix(_PLACE))
    return kept_id if kept_id and place_for_me(kept_id) == place else None


@dataclass(frozen=True, slots=True)
class Where:
    """A place in which words could be shared: a board, or a conversation one takes part in."""

    value: str
    name: str


def where_to_share(by: Standing, beside: UUID | None = None) -> tuple[list[Where], list[Where]]:
    """Return the boards, and conversations: the one that was being written in (``beside``), then
    those one takes part in."""
    open_boards = Board.objects.visible_to(by).filter(archived_at=None)
    boards = open_boards.order_by("position", "slug").values_list("id", "name")
    threads = {row.id: row.heading for row in own_page(by, None).rows}
    here = Thread.objects.visible_to(by).filter(id=beside).first() if beside else None
    if here and meets_author(by, here):
        threads = {here.id: threads.get(here.id, here.heading)} | threads
    return (
        [Where(f"board:{board_id}", name) for board_id, name in boards],
        [Where(f"thread:{thread_id}", heading) for thread_id, heading in threads.items()],
    )
