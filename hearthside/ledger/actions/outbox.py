# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling whoever listens, now or at an appointed time, without losing a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from hearthside.core import clock
from hearthside.core.events import Event, listeners_after, listeners_within, name_of
from hearthside.core.prepared import PreparedInsert
from hearthside.core.statements import send_gathered
from hearthside.ledger.models import Delivery
from hearthside.ledger.rules import TO_ALL

_NEW_DELIVERY = PreparedInsert(Delivery)


def announce(event: Event) -> None:
    """Tell every listener of ``event``.

    ``within`` listeners run here and may abort the transaction. Every ``after``
    listener is owed the event by a `Delivery` written in this same transaction, so that nothing
    is lost between the commit and the courier. One row is for all of them: somebody waits for
    this, nobody for the courier, which hands it round.

    Raises:
        RuntimeError: no transaction is open, so the fact is not yet a fact.
    """
    _require_transaction(event)
    if listeners := listeners_within(type(event)):
        send_gathered()
    for listener in listeners:
        listener(event)
    _owe(event, due_at=None, key="")


def appoint(event: Event, *, due_at: datetime, key: str) -> None:
    """Owe ``event`` to its ``after`` listeners at ``due_at``, instead of any earlier
    appointment under the same ``key``.

    Raises:
        RuntimeError: no transaction is open.
    """
    _require_transaction(event)
    call_off(key)
    _owe(event, due_at=due_at, key=key)


def appoint_together(event: Event, *, due_at: datetime, key: str, now: datetime) -> None:
    """Owe ``event`` at ``due_at``, unless one under the same ``key`` is still to come by then.

    For work that does at once all that was asked for until it begins. Whoever asks next puts it
    off for nobody, and what has begun or is late stays as it is.

    Raises:
        RuntimeError: no transaction is open.
    """
    _require_transaction(event)
    to_come = Delivery.objects.filter(key=key, done_at=None, made_at__gt=now, made_at__lte=due_at)
    if not to_come.exists():
        _owe(event, due_at=due_at, key=key)


def call_off(key: str) -> int:
    """Cancel the appointments under ``key`` that were not kept yet; return how many."""
    return Delivery.objects.filter(key=key, done_at=None).delete()[0]


@transaction.atomic
def forget_deliveries(*, ids: Iterable[UUID], now: datetime) -> int:
    """Delete deliveries already made that name any of these ids; return how many.

    What is still owed stays: others wait for it, and its listener finds nobody any more.
    """
    naming = Q()
    for each in ids:
        naming |= Q(words__contains=str(each))
    made = Delivery.objects.exclude(done_at=None).annotate(words=Cast("event", TextField()))
    return made.filter(naming).delete()[0]


def _require_transaction(event: Event) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} is told or appointed outside a transaction")


def _owe(event: Event, *, due_at: datetime | None, key: str) -> None:
    listeners = listeners_after(type(event))
    if not listeners:
        return
    made_at = due_at or clock.now()  # when an appointment was made is nobody's to know
    payload = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}  # type: ignore[arg-type]  # every event is a dataclass
    _NEW_DELIVERY.add_values(
        {
            "listener": TO_ALL + name_of(type(event)) if len(listeners) > 1 else listeners[0],
            "event": payload,
            "key": key,
            "made_at": made_at,
            "next_try_at": made_at,
        }
    )


def _plain(value: object) -> object:
    """A field of an event as JSON has it; `ledger.tasks` makes it what it was."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value
