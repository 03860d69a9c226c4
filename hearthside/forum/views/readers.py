# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one reader meets of the posts of a conversation, and what is put around each for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hearthside.forum.models import Meet, Voice
from hearthside.forum.queries.posts import ASKS, OPEN, Piece, as_its_author_reads
from hearthside.forum.queries.reading import OpenedThread
from hearthside.forum.queries.signs import Given
from hearthside.forum.rules.notes import Wishes, how_to_meet
from hearthside.forum.views.noting import Where, folded, with_signs
from hearthside.spaces.http import MemberRequest
from hearthside.spaces.models import Distance
from hearthside.spaces.queries.standing import KeptApart, kept_apart


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose words are this reader's own here, whose they do not meet, and whose they fold."""

    own: frozenset[UUID]
    blocked: frozenset[UUID]
    muted: frozenset[UUID]
    wishes: Wishes
    given: Mapping[UUID, Given]

    def meets(self, piece: Piece) -> Meet:
        """How this reader meets a post by its notes; their own words are always shown."""
        own = piece.author_id in self.own or piece.state != "visible"
        return Meet.SHOW if own else how_to_meet(piece.notes, self.wishes)

    def meets_opening(self, opened: OpenedThread) -> Meet:
        """How they meet the heading of a conversation."""
        own = opened.author is not None and opened.author.face_id in self.own
        return Meet.SHOW if own else how_to_meet(opened.thread.notes, self.wishes)


def reader_of(request: MemberRequest, opened: OpenedThread | None, voice: Voice | None) -> Reader:
    """Put together whom a reader meets: members as everywhere in the space, and voices without
    a name as they chose in this conversation. Asks only where there is anybody."""
    standing = request.standing
    apart = kept_apart(request.member_id) if standing.keeps_apart else KeptApart()
    kept = opened.away if opened else {}
    away = {UUID(face): distance for face, distance in kept.items()}
    return Reader(
        own=standing.faces | ({voice.face_id} if voice else frozenset()),
        blocked=apart.blocked | {face for face, how in away.items() if how == Distance.BLOCK},
        muted=apart.muted | {face for face, how in away.items() if how == Distance.MUTE},
        wishes=opened.wishes if opened else {},
        given=opened.given if opened else {},
    )


def for_reader(request: MemberRequest, piece: Piece, reader: Reader, where: Where) -> SafeString:
    """Add to a post what only this reader sees: the fold of a mute or a note, what they gave,
    the tools of an author."""
    own = piece.author_id in reader.own
    piece = as_its_author_reads(piece) if own else piece
    piece = with_signs(piece, where, reader.given.get(piece.id), own=own)
    if piece.question == OPEN and not own:
        piece = with_question(request, piece, reader)
    if reader.meets(piece) == Meet.FOLD:
        piece = folded(request, piece)
    if own:
        context = {"piece": piece, "space": request.space}
        tools = render_to_string("forum/_own_tools.html", context, request)
        return mark_safe(piece.html.replace("<!--own-->", tools, 1))  # noqa: S308 — as above
    if piece.author_id in reader.muted:
        return format_html(
            '<details class="disclosure post-muted"><summary>{}</summary>{}</details>',
            _("Words from %(name)s, folded as you asked") % {"name": piece.author_name},
            mark_safe(piece.html),  # noqa: S308 — as above
        )
    return mark_safe(piece.html)  # noqa: S308 — as above


def with_question(request: MemberRequest, piece: Piece, reader: Reader) -> Piece:
    """Say under a post that its author hopes for an answer, and lead to giving one.

    Whom they asked first is said where this reader meets that person.
    """
    first = piece.asked_first
    known = first is not None and first.face_id not in reader.blocked | reader.muted
    context = {
        "piece": piece,
        "is_asked": first is not None and first.face_id in reader.own,
        "asked": first.name if first is not None and known else "",
    }
    mark = render_to_string("forum/_asks.html", context, request).strip()
    return replace(piece, html=piece.html.replace(ASKS, mark, 1))
