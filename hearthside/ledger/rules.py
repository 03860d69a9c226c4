# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the courier tries again, and what links one entry to the next."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearthside.ledger.models import Entry

LEASE = timedelta(seconds=60)
"""How long a delivery stays in one courier's hands before another may take it."""

KEEP_DONE = timedelta(days=7)
"""How long a kept delivery stays readable for the operator."""

TO_ALL = "*"
"""Before the name of an event: owed to all who listen to it, and not handed round yet."""

FIRST_DIGEST = bytes(32)
_LONGEST_WAIT = timedelta(hours=1)


def wait_before_try(tries: int) -> timedelta:
    """How long to wait after the given number of failed tries: 2 s, doubling, at most an hour."""
    return min(timedelta(seconds=2 << min(tries, 20)), _LONGEST_WAIT)


def next_try(now: datetime, tries: int) -> datetime:
    """The instant of the next try after ``tries`` failures."""
    return now + wait_before_try(tries)


def digest_of(entry: Entry) -> bytes:
    """Return the SHA-256 that seals an entry to its predecessor.

    Covers everything but the reason itself, of which only the ciphertext's digest counts,
    so that erasing a reason leaves the chain valid.
    """
    told = [
        entry.number,
        entry.at.isoformat(),
        str(entry.verb),
        str(entry.by or ""),
        entry.by_role,
        str(entry.about or ""),
        str(entry.space or ""),
        entry.reason_kind,
        bytes(entry.reason_digest).hex(),
        bytes(entry.previous).hex(),
    ]
    return hashlib.sha256(json.dumps(told).encode()).digest()
