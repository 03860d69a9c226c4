# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation in a list, made once for everybody who meets it in the same state."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language

from hearthside.forum.queries.threads import ThreadRow

register = template.Library()

Among = Literal["boards", "board", "pinned", "waiting"]
"""What a list holds: conversations of all boards, of one, those kept at its top, those waiting."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a row stands: the space, the kind of list, the level of its heading."""

    slug: str
    among: Among
    level: int


@register.simple_tag(takes_context=True)
def thread_row(
    context: Context, row: ThreadRow, *, among: Among = "boards", level: int = 2
) -> SafeString:
    """A row of a list, with what the list itself does not say.

    ``level`` is that of the heading, one below what stands over the list.
    """
    wait = timesince(row.opened_at) if among == "waiting" else ""
    zone = timezone.get_current_timezone_name()
    listed = Listed(context["request"].space.slug, among, level)
    return _row(row, listed, wait, f"{get_language()} {zone}")


@lru_cache(maxsize=4096)
def _row(row: ThreadRow, listed: Listed, wait: str, spoken: str) -> SafeString:
    """The row as HTML; ``spoken`` (language and zone) is part of what it is kept under."""
    context = {"row": row, "wait": wait, **asdict(listed)}
    return render_to_string("forum/_thread_row.html", context)
