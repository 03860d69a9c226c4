# SPDX-License-Identifier: AGPL-3.0-or-later
"""Owing the disk that what was erased leaves it, too."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from hearthside.ledger.actions.outbox import appoint_together
from hearthside.privacy.events import ErasedBytesDue
from hearthside.privacy.rules.leaving import bytes_go_at

BYTES: Final = "erased-bytes"
"""The appointment to overwrite what was erased: tables, or SQLite's log."""
FILE: Final = "erased-file"
"""The appointment to write SQLite's file anew."""
OWED: Final = (BYTES, FILE)


@transaction.atomic
def appoint_overwriting(*, now: datetime) -> None:
    """Owe the disk an overwriting: of all that is erased until then, together."""
    due_at = bytes_go_at(now, at_once=connection.vendor == "sqlite")
    appoint_together(ErasedBytesDue(asked_at=now), due_at=due_at, key=BYTES, now=now)
