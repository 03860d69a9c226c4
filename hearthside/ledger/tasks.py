# SPDX-License-Identifier: AGPL-3.0-or-later
"""The courier: takes what is owed, tells the listener, writes down that it did, and looks
whether the ledger is as long as it was."""

from __future__ import annotations

import dataclasses
import json
import os
import typing
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from hearthside.core import clock, log
from hearthside.core.events import Event, listener_named, listeners_to
from hearthside.ledger.models import Delivery, Entry
from hearthside.ledger.queries import HEAD_FILE, Head, is_in_chain, known_head
from hearthside.ledger.rules import KEEP_DONE, LEASE, TO_ALL, next_try

logger = log.get_logger(__name__)


def run_courier_once(limit: int = 50, *, appointments: bool = True) -> int:
    """Take up to ``limit`` due deliveries and make each; return how many were made.

    Without ``appointments`` only what happened is told, and what was appointed is kept for later.
    """
    return sum(_deliver(delivery) for delivery in _take(limit, clock.now(), appointments))


def sweep_kept(now: datetime) -> int:
    """Delete deliveries made more than seven days ago; return how many."""
    return Delivery.objects.filter(done_at__lt=now - KEEP_DONE).delete()[0]


def note_head() -> None:
    """Write down, outside the database, how far the chain reaches.

    Goes forward only: where the entry that was noted is gone or another now, the note stays,
    so that `hearthside ledger verify` and the doctor go on saying so.
    """
    known, last = known_head(), Entry.objects.order_by("-number").first()
    if known and not is_in_chain(known):
        logger.error("ledger-changed", number=known.number)
    elif last and Head.of(last) != known:
        _write_head(Head.of(last))


def forget_head() -> None:
    """Begin to note anew, where a restored backup or an empty database takes the place."""
    (Path(settings.DATA) / HEAD_FILE).unlink(missing_ok=True)


def _write_head(head: Head) -> None:
    path = Path(settings.DATA) / HEAD_FILE
    draft = path.with_name(f"{HEAD_FILE}.{os.getpid()}.new")
    try:
        draft.write_text(json.dumps(dataclasses.asdict(head)))
        draft.replace(path)
    except OSError as error:  # a full disk must not stop what is owed to people
        logger.warning("ledger-head-not-noted", code=type(error).__name__)


@transaction.atomic
def _take(limit: int, now: datetime, appointments: bool) -> list[Delivery]:
    """Lease due deliveries, so that two couriers never hold the same one."""
    due = Delivery.objects.due_at(now)
    if not appointments:
        due = due.filter(key="")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    taken = [each for delivery in due[:limit] for each in _handed_round(delivery)][:limit]
    Delivery.objects.filter(id__in=[d.id for d in taken]).update(next_try_at=now + LEASE)
    return taken


def _handed_round(delivery: Delivery) -> list[Delivery]:
    """Make of what is owed to all a delivery for each: the first keeps the row that is there."""
    if not delivery.listener.startswith(TO_ALL):
        return [delivery]
    listeners = listeners_to(delivery.listener.removeprefix(TO_ALL))
    if not listeners:  # nobody in this release: kept, under this name, for the next
        return [delivery]
    delivery.listener = listeners[0]
    delivery.save(update_fields=["listener"])
    others = [
        Delivery(
            listener=listener,
            event=delivery.event,
            key=delivery.key,
            made_at=delivery.made_at,
            next_try_at=delivery.next_try_at,
        )
        for listener in listeners[1:]
    ]
    return [delivery, *Delivery.objects.bulk_create(others)]


def _deliver(delivery: Delivery) -> bool:
    try:
        kind, listener = listener_named(delivery.listener)
        listener(_event_from(kind, delivery.event))
        Delivery.objects.filter(id=delivery.id).update(done_at=clock.now(), failure_code="")
    except Exception as error:  # noqa: BLE001 — whatever a listener does, the rest is delivered
        code = "no-such-listener" if isinstance(error, KeyError) else type(error).__name__
        logger.warning("delivery-failed", delivery=str(delivery.id), code=code)
        tries = delivery.tries + 1
        Delivery.objects.filter(id=delivery.id).update(
            tries=tries, next_try_at=next_try(clock.now(), tries), failure_code=code[:80]
        )
        return False
    return True


def _event_from(kind: type[Event], payload: dict[str, typing.Any]) -> Event:
    """Rebuild an event from JSON by the types of its fields."""
    hints = typing.get_type_hints(kind)
    values = {
        field.name: _value(hints[field.name], payload[field.name])
        for field in dataclasses.fields(kind)  # type: ignore[arg-type]  # every event is a dataclass
        if field.name in payload  # what was owed before an update knows nothing of a newer field
    }
    return kind(**values)


def _value(hint: object, raw: object) -> object:
    if raw is None:
        return None
    wanted = [h for h in typing.get_args(hint) or (hint,) if h is not type(None)]
    if UUID in wanted:
        return UUID(str(raw))
    if datetime in wanted:
        return datetime.fromisoformat(str(raw))
    return raw
