# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation in a list, made once for everybody who meets it in the same state."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language

from hearthside.forum.queries.threads import ThreadRow

register = template.Library()


@register.simple_tag(takes_context=True)
def thread_row(
    context: Context, row: ThreadRow, *, waiting_list: bool = False, level: int = 2
) -> SafeString:
    """A row of a list. ``waiting_list`` says how long its author has waited; ``level`` is that
    of the heading, one below what stands over the list."""
    wait = timesince(row.opened_at) if waiting_list else ""
    zone = timezone.get_current_timezone_name()
    return _row(row, context["request"].space.slug, wait, level, f"{get_language()} {zone}")


@lru_cache(maxsize=4096)
def _row(row: ThreadRow, slug: str, wait: str, level: int, spoken: str) -> SafeString:
    """The row as HTML; ``spoken`` (language and zone) is part of what it is kept under."""
    context = {"row": row, "slug": slug, "wait": wait, "level": level}
    return render_to_string("forum/_thread_row.html", context)
