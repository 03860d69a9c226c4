# SPDX-License-Identifier: AGPL-3.0-or-later
"""Facts that only these tests know of, and who listens to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hearthside.core.events import Event, after, within

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    """Somebody rang; made up for tests."""

    bell_id: UUID
    rung_at: datetime
    times: int
    by: UUID | None = None


heard: list[BellRung] = []
"""What the courier has told, in order."""
felt: list[BellRung] = []
"""What was told in the transaction itself."""
trouble: list[Exception] = []
"""What the listener raises instead of hearing, one after another."""


@after(BellRung)
def hear(event: BellRung) -> None:
    """Remember the event, or fail as `trouble` says."""
    if trouble:
        raise trouble.pop(0)
    heard.append(event)


@within(BellRung)
def feel(event: BellRung) -> None:
    """Hear at once; four strokes are one too many."""
    if event.times == 4:
        raise ValueError("too loud")
    felt.append(event)
