# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a text: into which parts a steward can fold it, and where given words stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hearthside.moderation.hooks import Span

_PART = re.compile(r"[^.!?…\n]*[.!?…]*[\"”’)\]]*\s*", re.MULTILINE)


def parts_of(source: str) -> list[Span]:
    """Return the sentences and lines of a text, in order, without the space around them."""
    found = []
    for match in _PART.finditer(source):
        words = match.group()
        if words.strip():
            start = match.start() + len(words) - len(words.lstrip())
            found.append((start, match.start() + len(words.rstrip())))
    return found


def places_of(words: str, source: str) -> list[Span]:
    """Return every place where exactly these words stand."""
    if not words:
        return []
    return [(m.start(), m.end()) for m in re.finditer(re.escape(words), source)]


def joined(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Return the same parts in order, overlaps and neighbours made one, within the text."""
    told: list[Span] = []
    for first, last in sorted(spans):
        start, end = max(0, first), min(last, length)
        if start >= end:
            continue
        if told and start <= told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], end))
        else:
            told.append((start, end))
    return tuple(told)
