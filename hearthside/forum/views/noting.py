# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is put around a post for one reader: the signs under it, and the fold of a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.paging import Key
from hearthside.forum.models import Reaction
from hearthside.forum.queries.posts import Piece
from hearthside.forum.queries.signs import Given
from hearthside.forum.rules.notes import talks_about
from hearthside.forum.rules.signs import read_counts
from hearthside.spaces.http import MemberRequest

_PLACE = "<!--signs-->"
_TOKEN = "<!--token-->"  # noqa: S105 — the place for it
_GAPS = re.compile(r"\n\s*<")
"""Rows alike to the byte cost next to nothing on the line, twenty times on a page."""


@dataclass(frozen=True, slots=True)
class Where:
    """On which page of which space the signs stand, and the token that its forms carry."""

    slug: str
    fields: SafeString


@dataclass(frozen=True, slots=True)
class Under:
    """The post under which signs stand, in which space, and whether its author looks at it."""

    slug: str
    post_id: UUID
    own: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of reaction under a post, as one reader sees it."""

    kind: str
    label: str
    count: int
    given: bool


def where_of(request: MemberRequest, start: Key | None) -> Where:
    """Say where signs stand; ``start`` is where the page begins that they lead back to."""
    fields = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="from" value="{}">',
        get_token(request),
        start or "",
    )
    return Where(request.space.slug, fields)


def with_signs(piece: Piece, where: Where, given: Given | None, *, own: bool) -> Piece:
    """Put the signs under a post that is shown: to press for others, to read for its author."""
    if piece.state != "visible":
        return piece
    mine = given.reactions if given else ()
    row = signs_under(piece.id, piece.reactions, mine, where, own=own)
    return replace(piece, html=piece.html.replace(_PLACE, row, 1))


def signs_under(
    post_id: UUID, reactions: str, mine: tuple[str, ...], where: Where, *, own: bool
) -> str:
    """The signs of one post for one reader, who gave ``mine`` of them."""
    row = _row(Under(where.slug, post_id, own), reactions, mine, get_language() or "")
    return row.replace(_TOKEN, where.fields, 1)


@lru_cache(maxsize=4096)
def _row(under: Under, reactions: str, mine: tuple[str, ...], language: str) -> SafeString:
    """The row as HTML, without its token; ``language`` is part of what it is kept under."""
    counts = read_counts(reactions)
    signs = [
        Sign(kind.value, str(kind.label), counts.get(kind.value, 0), kind.value in mine)
        for kind in Reaction
    ]
    shown = [
        each for each in signs if each.count or (each.kind == Reaction.WITH_YOU and not under.own)
    ]
    more = [each for each in signs if each not in shown]
    action = reverse("forum:reactions", args=[under.slug, under.post_id])
    context = {"action": action, "shown": shown, "more": more, "is_own": under.own}
    return SafeString(_GAPS.sub("<", render_to_string("forum/_signs.html", context)).strip())


def folded(request: MemberRequest, piece: Piece) -> Piece:
    """Fold a post behind neutral words, with the ways on: read, skip, later, steady oneself."""
    context = {
        "piece": piece,
        "words": talks_about(piece.notes),
        "html": mark_safe(piece.html),  # noqa: S308 — rendered by our own templates
        "space": request.space,
    }
    return replace(piece, html=render_to_string("forum/_folded.html", context, request).strip())


def something_hidden() -> SafeString:
    """What stands where posts are left out; how many, and which, is not said."""
    return format_html(
        '<p class="post-hidden byline">{}</p>', _("Something is not shown, as you chose.")
    )
