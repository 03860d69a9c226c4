# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages by keyset: stable while others write, never a count of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=Model)


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

    @property
    def earlier_link(self) -> str:
        """The neighbouring page, as an address relative to this one; empty where there is none."""
        return f"?before={self.earlier}" if self.earlier else ""

    @property
    def later_link(self) -> str:
        """The neighbouring page, as an address relative to this one; empty where there is none."""
        return f"?after={self.later}" if self.later else ""


@dataclass(frozen=True, slots=True)
class Window:
    """Which page was asked for: from a key backwards, from a key forwards, or the newest."""

    before: Key | None = None
    after: Key | None = None

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Window:
        """Read ``?before=`` or ``?after=`` from an address."""
        return cls(Key.parse(query.get("before", "")), Key.parse(query.get("after", "")))


def newest_first(rows: QuerySet[M], field: str, window: Window, *, size: int) -> Page[M]:
    """Return one page of ``rows``, the newest by ``field`` first. One query."""
    if key := window.after:
        newer = Q(**{f"{field}__gt": key.at}) | Q(**{field: key.at, "id__lt": key.id})
        found = list(rows.filter(newer).order_by(field, "-id")[: size + 1])
        shown, has_earlier, has_later = found[:size][::-1], True, len(found) > size
    else:
        if key := window.before:
            rows = rows.filter(
                Q(**{f"{field}__lt": key.at}) | Q(**{field: key.at, "id__gt": key.id})
            )
        found = list(rows.order_by(f"-{field}", "id")[: size + 1])
        shown, has_earlier, has_later = found[:size], len(found) > size, window.before is not None
    if not shown:
        return Page(rows=shown)
    first, last = (Key(getattr(row, field), row.pk) for row in (shown[0], shown[-1]))
    return Page(shown, earlier=last if has_earlier else None, later=first if has_later else None)
