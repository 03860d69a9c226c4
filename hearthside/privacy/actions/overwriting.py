# SPDX-License-Identifier: AGPL-3.0-or-later
"""Owing the disk that what was erased leaves it, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from hearthside.core.records import wait_for_turn
from hearthside.ledger.actions.outbox import appoint_together
from hearthside.ledger.models import Delivery
from hearthside.privacy.events import ErasedBytesDue
from hearthside.privacy.rules.leaving import bytes_go_at

BYTES: Final = "erased-bytes"
"""The appointment to overwrite what was erased: tables, or SQLite's log."""
REST: Final = "erased-bytes-rest"
"""The appointment to go on with PostgreSQL's tables. Whoever leaves meanwhile cannot be content
with it: what they erased may lie in tables that were written before."""
FILE: Final = "erased-file"
"""The appointment to write SQLite's file anew."""
OWED: Final = (BYTES, REST, FILE)


@transaction.atomic
def appoint_overwriting(*, now: datetime) -> None:
    """Owe the disk an overwriting: of all that is erased until then, together."""
    due_at = bytes_go_at(now, at_once=connection.vendor == "sqlite")
    appoint_together(ErasedBytesDue(asked_at=now), due_at=due_at, key=BYTES, now=now)


@transaction.atomic
def appoint_rest(
    *, owed: ErasedBytesDue, order: Sequence[str], due_at: datetime, now: datetime
) -> None:
    """Owe the disk the tables beyond one, in ``order``.

    The runs of two nights can meet here, where a table is in use for long. What is still to come
    then becomes one: it begins where the first of them stopped and is as old as the older. What
    has begun or is late stays as it is.
    """
    wait_for_turn(REST)
    to_come = list(Delivery.objects.filter(key=REST, done_at=None, made_at__gt=now))
    places = {name: place for place, name in enumerate(order)}
    stops = [owed.beyond, *(row.event["beyond"] for row in to_come)]
    asked = [owed.asked_at, *(datetime.fromisoformat(row.event["asked_at"]) for row in to_come)]
    rest = ErasedBytesDue(min(asked), beyond=min(stops, key=lambda name: places.get(name, -1)))
    Delivery.objects.filter(id__in=[row.id for row in to_come]).delete()
    appoint_together(rest, due_at=due_at, key=REST, now=now)
