# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other words that may have been meant: longer ones, and those that a slip away are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from hearthside.core.stems import stems_sought, words_of
from hearthside.forum.models import Stem
from hearthside.forum.queries.search_index import Sought
from hearthside.forum.rules.searching import is_a_slip, slips_allowed

SHORTEST_BEGINNING = 3
_BEGINNINGS = 16
_COMPARED = 5_000
_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """What may have been meant, as it stands in a post that the reader meets."""

    words: str

    @classmethod
    def in_words_of(cls, source: str, words: Sequence[str], near: Sought) -> Meant | None:
        """Say it in the words of a post, so that no word is shown that this reader cannot read."""
        said: dict[str, str] = {}
        for word in words_of(source):
            for stem in stems_sought(word):
                said.setdefault(stem, word)
        told = [
            word if stems_sought(word) == stems else next((said[s] for s in stems if s in said), "")
            for word, stems in zip(words, near, strict=True)
        ]
        return cls(" ".join(told)) if all(told) else None


def beginnings(space_id: UUID, start: str) -> tuple[str, ...]:
    """Return some stems of a space that begin with these letters."""
    if len(start) < SHORTEST_BEGINNING:
        return ()
    found = _starting(space_id, start).exclude(stem=start).order_by("stem")
    return tuple(found.values_list("stem", flat=True)[:_BEGINNINGS])


def look_alikes(space_id: UUID, exact: Sought, met: Collection[tuple[str, ...]]) -> Sought | None:
    """Replace the words that a reader does not meet here by those a slip away; None where there
    is none. ``met`` are those that they do meet."""
    near: list[tuple[str, ...]] = []
    for group in exact:
        alike = group if group in met else _alike(space_id, group)
        if not alike:
            return None
        near.append(alike)
    return tuple(near) if tuple(near) != exact else None


def _alike(space_id: UUID, group: tuple[str, ...]) -> tuple[str, ...]:
    """Stems of a space that begin as a word does and are one slip away from it, or two."""
    found: dict[str, int] = {}
    for stem in group:
        allowed = slips_allowed(stem)
        if not allowed:
            continue
        lengths = Q(letters__gte=len(stem) - allowed, letters__lte=len(stem) + allowed)
        some = _starting(space_id, stem[0]).annotate(letters=Length("stem")).filter(lengths)
        for other in some.values_list("stem", flat=True)[:_COMPARED]:
            if (slips := is_a_slip(stem, other, allowed)) is not None:
                found[other] = min(slips, found.get(other, slips))
    return tuple(sorted(found, key=lambda stem: (found[stem], stem))[:_ALIKE])


def _starting(space_id: UUID, letters: str) -> QuerySet[Stem]:
    stems = Stem.objects.filter(space_id=space_id, stem__startswith=letters)
    if connection.vendor == "sqlite":  # whose LIKE reads everything; this reads a stretch
        stems = stems.filter(stem__gte=letters, stem__lt=f"{letters}\U0010ffff")
    return stems
