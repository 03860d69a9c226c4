# SPDX-License-Identifier: AGPL-3.0-or-later
"""The few lines of a post around the words that were looked for. Reads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearthside.core.stems import fold, stems_sought, words_of

LENGTH = 220
_BEFORE = 60
_RUN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text around what was found; ``is_hit`` where it is the word itself."""

    text: str
    is_hit: bool = False


class Marker:
    """Knows the words that were looked for in whatever form; one serves a page of results."""

    def __init__(self, words: Sequence[str]) -> None:
        self._stems = {stem for word in words for stem in stems_sought(word)}
        self._beginnings = tuple(fold(word) for word in words if len(word) > 2)
        self._known: dict[str, bool] = {}

    def passages(self, source: str) -> list[Passage]:
        """Cut a text around the first word that was looked for, and mark each of them.

        The beginning, where none stands in it: it was found by its title.
        """
        line = _SPACES.sub(" ", source).strip()
        first = next(self._hits(line, 0, len(line)), (0, 0))
        start, end = _window(line, first[0])
        pieces, at = [Passage("… ")] if start else [], start
        for begins, ends in self._hits(line, start, end):
            pieces += [Passage(line[at:begins]), Passage(line[begins:ends], is_hit=True)]
            at = ends
        pieces.append(Passage(line[at:end] + (" …" if end < len(line) else "")))
        return [piece for piece in pieces if piece.text]

    def _hits(self, line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        return (run.span() for run in _RUN.finditer(line, start, end) if self._is_hit(run[0]))

    def _is_hit(self, run: str) -> bool:
        known = self._known.get(run)
        if known is None:
            stems = stems_sought("".join(words_of(run)))
            known = not self._stems.isdisjoint(stems) or stems[0].startswith(self._beginnings)
            self._known[run] = known
        return known


def _window(line: str, hit: int) -> tuple[int, int]:
    """From a word some way before the hit to a word at most `LENGTH` later."""
    start = max(0, hit - _BEFORE)
    if start:
        start = line.find(" ", start, hit) + 1 or start
    end = min(len(line), start + LENGTH)
    if end < len(line):
        end = max(line.rfind(" ", hit, end), hit + 1)
    return start, end
