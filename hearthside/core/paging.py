# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages by keyset: stable while others write, never a count of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """Where a row stands in an order by (instant, id)."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        micros = int(self.at.timestamp()) * 1_000_000 + self.at.microsecond
        return f"{micros:x}-{self.id.hex}"

    @classmethod
    def parse(cls, text: str) -> Key | None:
        """Return the key written in an address, or None where it is no key."""
        head, _, tail = text.partition("-")
        try:
            seconds, micros = divmod(int(head, 16), 1_000_000)
            return cls(
                datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros), UUID(hex=tail)
            )
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and the keys from which the neighbouring pages start.

    ``earlier`` and ``later`` are None where there is nothing more that way.
    """

    rows: Sequence[T]
    earlier: Key | None = None
    later: Key | None = None
