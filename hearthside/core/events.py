# SPDX-License-Identifier: AGPL-3.0-or-later
"""Facts that others may hear of, and the register of who listens.

A listener is ``within`` (true together with the fact, in its transaction) or ``after``
(owed by the courier). `hearthside.ledger.actions.outbox.announce` tells them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar


class Event:
    """The mother of all facts: frozen dataclasses of ids, enum values and times. Never content."""


E = TypeVar("E", bound=Event)
Listener = Callable[[E], None]

_within: dict[type[Event], list[Callable[..., None]]] = {}
_after: dict[type[Event], list[str]] = {}
_by_name: dict[str, tuple[type[Event], Callable[..., None]]] = {}
_named: dict[str, type[Event]] = {}


def within(event: type[E]) -> Callable[[Listener[E]], Listener[E]]:
    """Run the listener in the transaction that makes the fact; if it fails, nothing happened."""

    def register(listener: Listener[E]) -> Listener[E]:
        listeners = _within.setdefault(event, [])
        if listener not in listeners:
            listeners.append(listener)
        return listener

    return register


def after(event: type[E]) -> Callable[[Listener[E]], Listener[E]]:
    """Owe the listener one delivery, made by the courier at least once. Be idempotent."""

    def register(listener: Listener[E]) -> Listener[E]:
        name = f"{listener.__module__}.{listener.__qualname__}"
        _by_name[name] = (event, listener)
        _named[name_of(event)] = event
        names = _after.setdefault(event, [])
        if name not in names:
            names.append(name)
        return listener

    return register


def listeners_within(event: type[Event]) -> list[Callable[..., None]]:
    """Return who must hear of ``event`` in its own transaction."""
    return _within.get(event, [])


def listeners_after(event: type[Event]) -> list[str]:
    """Return the names of those who are owed a delivery of ``event``."""
    return _after.get(event, [])


def name_of(event: type[Event]) -> str:
    """Return the name under which ``event`` is owed to all who listen to it."""
    return f"{event.__module__}.{event.__qualname__}"


def listeners_to(name: str) -> list[str]:
    """Return who is owed a delivery of the event of this name; nobody, if this release has none."""
    return listeners_after(_named[name]) if name in _named else []


def listener_named(name: str) -> tuple[type[Event], Callable[..., None]]:
    """Return the event type and the listener registered under ``name``.

    Raises:
        KeyError: no listener has this name in this release.
    """
    return _by_name[name]
