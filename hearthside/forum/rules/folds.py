# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others see of words with a part folded, and where the fold lies after a change. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from hearthside.moderation.rules.spans import joined

Spans = Mapping[str, Sequence[Sequence[int]]]
"""The folded parts of some words, by the decision each comes from."""

_WORD: Final = re.compile(r"\S+")

LEFT_OUT: Final = "(…)"
"""What stands in the place of a folded part: as in any quotation, in every language, odd to
nobody. It is text like the rest, so that excerpts, search and mail need no rule of their own."""


def without(source: str, spans: Spans) -> str:
    """Return the words as others read them."""
    told: list[str] = []
    at = 0
    for start, end in _in_order(spans):
        if start > at or not told:
            told += [source[at:start], LEFT_OUT]
        at = max(at, end)
    return "".join([*told, source[at:]])


def is_folded_away(shown: str) -> bool:
    """Whether nothing is left of words but the sign that something was left out."""
    return not shown.replace(LEFT_OUT, "").strip()


def fitted(old: str, new: str, spans: Spans) -> dict[str, list[list[int]]]:
    """Return where the folded parts lie after the words were changed.

    What replaces a folded part, wholly or partly, is folded too, until a steward has looked, and
    so are the same words wherever they were moved to; a part of which nothing is left is no
    fold any more.
    """
    kept = _kept(old, new)
    moved: dict[str, list[list[int]]] = {}
    for decision, parts in spans.items():
        places = [_tight(new, _start(kept, a), _end(kept, b, len(new))) for a, b in parts]
        for a, b in parts:
            places += [(m.start(), m.end()) for m in re.finditer(re.escape(old[a:b]), new)]
        if left := joined(places, len(new)):
            moved[decision] = [list(place) for place in left]
    return moved


def _kept(old: str, new: str) -> list[tuple[int, int, int]]:
    """Return the words that stand in both texts: where in the old, where in the new, how long."""
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(None, [m.group() for m in before], [m.group() for m in after])
    return [
        (before[block.a + n].start(), after[block.b + n].start(), len(before[block.a + n].group()))
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]


def _start(kept: Sequence[tuple[int, int, int]], place: int) -> int:
    """Where a part begins now that began at ``place``; where it is gone, after what was before."""
    at = 0
    for old, new, size in kept:
        if old <= place < old + size:
            return new + place - old
        if old + size <= place:
            at = new + size
    return at


def _end(kept: Sequence[tuple[int, int, int]], place: int, length: int) -> int:
    """Where a part ends now that ended at ``place``; where it is gone, before what came after."""
    for old, new, size in kept:
        if old < place <= old + size:
            return new + place - old
        if old >= place:
            return new
    return length


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """The same part without the space around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _in_order(spans: Spans) -> Iterable[tuple[int, int]]:
    return sorted((start, end) for parts in spans.values() for start, end in parts)
