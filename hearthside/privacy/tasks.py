# SPDX-License-Identifier: AGPL-3.0-or-later
"""What privacy does by appointment: letting erased bytes leave the disk, closing accounts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.log import get_logger
from hearthside.core.overwriting import (
    LARGEST,
    empty_log,
    tables,
    too_large,
    write_anew,
    write_file_anew,
)
from hearthside.ledger.actions.outbox import appoint_together
from hearthside.privacy.actions.leaving import let_go
from hearthside.privacy.actions.overwriting import BYTES, FILE, appoint_rest
from hearthside.privacy.events import DepartureDue, ErasedBytesDue
from hearthside.privacy.rules.leaving import bytes_go_at

_AGAIN = timedelta(minutes=1)
_SECONDS_AT_ONCE = 5.0
_FILE = "file"
"""Beyond which there is nothing on SQLite: its log is emptied, its file is not written anew yet."""

logger = get_logger(__name__)


@after(DepartureDue)
def let_somebody_go(event: DepartureDue) -> None:
    """Seven days ago somebody closed their account, and they did not come back for it."""
    let_go(departure_id=event.departure_id, now=clock.now())


@after(ErasedBytesDue)
def overwrite_what_was_erased(event: ErasedBytesDue) -> None:
    """Empty SQLite's log, and in the next night write its file anew; or have PostgreSQL write its
    tables anew.

    After some seconds the rest waits for another round, so that nobody's notice does. What is
    in use is tried again in a minute.
    """
    if connection.vendor == "sqlite":
        return _overwrite_sqlite(event)
    began, done = time.monotonic(), event.beyond
    everything = tables()
    names = [table.name for table in everything]
    start = names.index(done) + 1 if done in names else 0
    for table in everything[start:]:
        if time.monotonic() - began > _SECONDS_AT_ONCE:
            return _go_on_beyond(done, event, names, clock.now())
        if table.size > LARGEST:
            logger.warning("table-too-large-to-write-anew", table=table.name, bytes=table.size)
        elif not write_anew(table):
            return _go_on_beyond(done, event, names, clock.now() + _AGAIN)
        done = table.name
    return None


def _overwrite_sqlite(event: ErasedBytesDue) -> None:
    if event.beyond != _FILE:
        if not empty_log():
            return _go_on(event, event.beyond, clock.now() + _AGAIN)
        _go_on(event, _FILE, bytes_go_at(clock.now(), at_once=False), key=FILE)
    elif large := too_large():
        logger.warning("file-too-large-to-write-anew", bytes=large[0].size)
    elif not write_file_anew():
        _go_on(event, _FILE, clock.now() + _AGAIN, key=FILE)
    return None


def _go_on_beyond(done: str, event: ErasedBytesDue, names: Sequence[str], due_at: datetime) -> None:
    """Go on with the tables that are left; where none was written yet, it is still the whole."""
    if not done:
        return _go_on(event, done, due_at)
    rest = ErasedBytesDue(event.asked_at, done)
    return appoint_rest(owed=rest, order=names, due_at=due_at, now=clock.now())


def _go_on(event: ErasedBytesDue, beyond: str, due_at: datetime, key: str = BYTES) -> None:
    with transaction.atomic():
        owed = ErasedBytesDue(event.asked_at, beyond)
        appoint_together(owed, due_at=due_at, key=key, now=clock.now())
