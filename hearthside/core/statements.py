# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running SQL that is the same each time, as close to the driver as is safe.

Django's cursors bind values by writing them into the SQL (PostgreSQL) or by rewriting its
placeholders (SQLite), every time. SQL that never changes can do without: PostgreSQL keeps it
prepared, so that it plans once for each connection and not once for each request. Figures:
docs/decisions/0005-sql-put-together-once.md.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = Sequence[Any]
_DEBUG = settings.DEBUG
_gathered = threading.local()


@dataclass(frozen=True, slots=True)
class Sql:
    """A statement in Django's placeholders (``%s``), and in those of its driver."""

    text: str
    native: str

    @classmethod
    def of(cls, text: str, vendor: str) -> Sql:
        """Take SQL as Django compiles it for this kind of database."""
        native = text.replace("%s", "?").replace("%%", "%") if vendor == "sqlite" else text
        return cls(text, native)


def database() -> BaseDatabaseWrapper:
    """Return this thread's connection itself, not the stand-in that looks it up each time."""
    return connections[DEFAULT_DB_ALIAS]


def rows(base: BaseDatabaseWrapper, sql: Sql, params: Sequence[Any]) -> list[Row]:
    """Run a query and return what it finds.

    The first one on a kept connection is also the question whether it is still good: Django would
    ask that by itself, one more way there and back. Where it is not, a new one is made.
    """
    _make_ready(base)
    if _is_watched(base):
        with base.cursor() as cursor:
            cursor.execute(sql.text, params)
            return list(cursor.fetchall())
    if base.in_atomic_block or base.health_check_done:  # type: ignore[attr-defined]  # not in the stubs
        return _found(base, sql, params)
    try:
        found = _found(base, sql, params)
    except (InterfaceError, OperationalError):
        if base.is_usable():
            raise
        base.close()
        base.ensure_connection()
        found = _found(base, sql, params)
    base.health_check_done = True  # type: ignore[attr-defined]  # not in the stubs
    return found


def changed(base: BaseDatabaseWrapper, sql: Sql, params: Sequence[Any]) -> int:
    """Run a change and return how many rows it touched."""
    _make_ready(base)
    if _is_watched(base):
        with base.cursor() as cursor:
            cursor.execute(sql.text, params)
            return int(cursor.rowcount)
    with base.wrap_database_errors:
        return int(_executed(base, sql.native, params).rowcount)


def change(base: BaseDatabaseWrapper, sql: Sql, params: Sequence[Any]) -> None:
    """Run a change whose count nobody asks for; inside `together` it waits for the others."""
    waiting: list[tuple[str, Sequence[Any]]] | None = getattr(_gathered, "waiting", None)
    if waiting is None:
        changed(base, sql, params)
    else:
        waiting.append((sql.native, params))


@contextmanager
def together() -> Iterator[None]:
    """Send the changes made by `change` inside as one statement, where that saves the way.

    PostgreSQL takes several changes of different tables in one ``WITH``; each asked for by
    itself costs a way there and back. On SQLite, and while queries are watched, each is run
    when it is made. Whoever wants to read what was changed asks `send_gathered` before.
    """
    base = database()
    if base.vendor != "postgresql" or _is_watched(base):
        yield
        return
    _gathered.waiting = []
    try:
        yield
        send_gathered()
    finally:
        _gathered.waiting = None


def send_gathered() -> None:
    """Run what `together` has gathered so far; nothing outside of it."""
    waiting: list[tuple[str, Sequence[Any]]] = getattr(_gathered, "waiting", None) or []
    if not waiting:
        return
    texts, params = zip(*waiting, strict=True)
    waiting.clear()
    text = _as_one(texts)
    changed(database(), Sql(text, text), [value for each in params for value in each])


@lru_cache(maxsize=256)
def _as_one(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return texts[0]
    parts = ", ".join(f"change_{n} AS ({text})" for n, text in enumerate(texts[:-1]))
    return f"WITH {parts} {texts[-1]}"


def _make_ready(base: BaseDatabaseWrapper) -> None:
    base.ensure_connection()
    base.validate_no_broken_transaction()


def _is_watched(base: BaseDatabaseWrapper) -> bool:
    """Whether somebody counts, logs or forbids queries; they wrap Django's own cursors."""
    return bool(base.force_debug_cursor or base.execute_wrappers or _DEBUG)


def _found(base: BaseDatabaseWrapper, sql: Sql, params: Sequence[Any]) -> list[Row]:
    with base.wrap_database_errors:
        found: list[Row] = _executed(base, sql.native, params).fetchall()
        return found


def _executed(base: BaseDatabaseWrapper, native: str, params: Sequence[Any]) -> Any:
    driver: Any = base.connection
    if base.vendor != "postgresql":
        return driver.execute(native, params)
    cursor = base.Database.Cursor(driver)  # type: ignore[attr-defined]  # psycopg, see Django's backend
    # Django switches prepared statements off for a whole connection, because its own SQL differs
    # from call to call. This SQL does not.
    driver.prepare_threshold = 0
    try:
        return cursor.execute(native, params, prepare=True)
    finally:
        driver.prepare_threshold = None
