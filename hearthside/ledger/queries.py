# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the chain whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from hearthside.ledger.models import Entry
from hearthside.ledger.rules import FIRST_DIGEST, digest_of


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many entries were read, and the number of the first that does not hold."""

    entries: int
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainReport:
    """Walk the whole ledger and recompute every link.

    A changed, removed or inserted entry shows as the first number that does not hold; a
    reason that was erased on purpose does not.
    """
    previous, expected = FIRST_DIGEST, 1
    for entry in Entry.objects.order_by("number").iterator(chunk_size=500):
        reason = bytes(entry.reason)
        holds = (
            entry.number == expected
            and bytes(entry.previous) == previous
            and bytes(entry.digest) == digest_of(entry)
            and (not reason or hashlib.sha256(reason).digest() == bytes(entry.reason_digest))
        )
        if not holds:
            return ChainReport(expected - 1, broken_at=expected)
        previous, expected = bytes(entry.digest), expected + 1
    return ChainReport(expected - 1)
