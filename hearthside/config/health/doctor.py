# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at everything, and saying in words what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from hearthside.config.health import database, ground, outside, people, searching
from hearthside.config.health.findings import Finding, to_do
from hearthside.config.running.tables import (
    DatabaseAway,
    reached_database,
    unapplied_migrations,
)

Look = Callable[[datetime], Iterator[Finding]]

_ALWAYS: tuple[Look, ...] = (
    ground.look_at_settings,
    ground.look_at_data_folder,
    ground.look_at_keyring,
    ground.look_at_process,
    outside.look_at_mail,
    outside.look_at_replies,
    outside.look_at_push,
)
_WITH_DATABASE: tuple[Look, ...] = (
    database.look_at_clock,
    database.look_at_erased,
    database.look_at_cache,
    database.look_at_courier,
    database.look_at_ledger,
    searching.look_at_search,
    people.look_at_keepers,
    people.look_at_set_up,
    people.look_at_help_lines,
    people.look_at_help_pages,
    people.look_at_letters,
    database.look_at_backups,
)


def examine(now: datetime) -> Iterator[Finding]:
    """Look at everything that can be looked at, in the order somebody would put it right."""
    for look in _ALWAYS:
        yield from _careful(look, now)
    try:
        with reached_database():
            yield from database.look_at_tables(now)
            if unapplied_migrations():
                return
    except DatabaseAway as error:
        first, _, cure = str(error).partition("\n")
        yield to_do("Database", first, cure)
        return
    for look in _WITH_DATABASE:
        yield from _careful(look, now)


def _careful(look: Look, now: datetime) -> Iterator[Finding]:
    """Go on looking even where one look fails; that is a finding, too."""
    try:
        yield from look(now)
    except Exception as error:  # noqa: BLE001 — a doctor does not fall ill
        name = look.__name__.removeprefix("look_at_").replace("_", " ").capitalize()
        said = f"{type(error).__name__}: {error}"
        yield to_do(name, f"It could not be looked at. {said}", "Put the points above right first.")
