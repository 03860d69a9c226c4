# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entries, facts that only these tests know of, and who listens to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from uuid import UUID, uuid4

from django.db import connection

from hearthside.core.events import Event, after, within
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Entry, Verb

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
SIX_PM = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)


def make_entry(*, about: UUID | None = None, reason: str = "") -> Entry:
    """A steward looked at somebody's page."""
    deed = Deed(Verb.MEMBERSHIP_SEEN, about=about or uuid4(), reason=reason)
    return record(by=Actor(uuid4(), "steward"), deed=deed, now=SIX_PM)


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


def unlock_the_database() -> None:
    """What somebody does first who owns the database and wants to change an entry."""
    stays = import_module("hearthside.ledger.migrations.0003_entries_stay")
    with connection.cursor() as cursor:
        for words in stays.UNMAKE[connection.vendor]:
            cursor.execute(words)
