# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the chain whole, and how far it is known to have reached."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.ledger.models import Entry
from hearthside.ledger.rules import FIRST_DIGEST, digest_of

HEAD_FILE: Final = "ledger.head"
"""In the data folder, outside the database: the last entry that was there when the courier
looked. A chain alone does not show that its end was cut off."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain at some moment: its number and its digest."""

    number: int
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> Head:
        """Return the head that this entry would be."""
        return cls(entry.number, bytes(entry.digest).hex())


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many entries were read, the last of them, and the first that does not hold."""

    entries: int
    last: Head | None = None
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainReport:
    """Walk the whole ledger and recompute every link.

    A changed, removed or inserted entry shows as the first number that does not hold, and
    so does a chain that is shorter than it was known to be. A reason that was erased on
    purpose does not.
    """
    previous, last, known = FIRST_DIGEST, Head(0, ""), known_head()
    for entry in Entry.objects.order_by("number").iterator(chunk_size=500):
        head = Head.of(entry)
        if not _follows(entry, last.number + 1, previous) or (
            known and known.number == head.number and known != head
        ):
            return ChainReport(last.number, last, broken_at=last.number + 1)
        previous, last = bytes(entry.digest), head
    if known and known.number > last.number:
        return ChainReport(last.number, last, broken_at=last.number + 1)
    return ChainReport(last.number, last)


def known_head() -> Head | None:
    """Return the last entry that was there when the courier looked, or None."""
    try:
        held = json.loads((Path(settings.DATA) / HEAD_FILE).read_text())
        return Head(int(held["number"]), str(held["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_in_chain(head: Head) -> bool:
    """Whether this entry is still there as it was."""
    entry = Entry.objects.filter(number=head.number).first()
    return entry is not None and Head.of(entry) == head


def _follows(entry: Entry, number: int, previous: bytes) -> bool:
    reason = bytes(entry.reason)
    return (
        entry.number == number
        and bytes(entry.previous) == previous
        and bytes(entry.digest) == digest_of(entry)
        and (not reason or hashlib.sha256(reason).digest() == bytes(entry.reason_digest))
    )
