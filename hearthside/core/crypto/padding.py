# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making what is sealed so long that its length tells next to nothing of what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

_SMALLEST_LIST = 1024
"""Characters of the smallest list of ids: some thirty. Longer ones double."""


def padded(text: str, *, smallest: int) -> str:
    """Return text with spaces after it: ``smallest`` characters, or twice that, and so on."""
    size = smallest
    while size < len(text):
        size *= 2
    return text.ljust(size)


def filled(text: str, *, smallest: int, mark: str = " ") -> str:
    """Return text with marks after it, counted in bytes: ``smallest`` of them, or twice that."""
    length, size = len(text.encode()), smallest
    while size < length:
        size *= 2
    return text + mark * (size - length)


def written_ids(ids: Iterable[UUID]) -> str:
    """Write a list of ids, padded."""
    return padded(json.dumps(sorted(each.hex for each in ids)), smallest=_SMALLEST_LIST)


def read_ids(kept: str) -> frozenset[UUID]:
    """Return the ids in an opened list; none where nothing is kept."""
    return frozenset(UUID(hex=each) for each in json.loads(kept)) if kept else frozenset()
