# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database: whether it answers, whether it is ours, and making its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError, InterfaceError

_BEGUN = "database-begun"
_LOCK = 4_711_001
"""Two servers that start at once on one PostgreSQL make its tables one after the other."""


class DatabaseAway(Exception):
    """The database does not answer. The message says what to look at."""


class DatabaseGone(DatabaseAway):
    """A database that was here before is not here now; an empty one must not take its place."""


def has_begun() -> bool:
    """Whether tables and keyring were ever made for this data folder."""
    return (Path(settings.DATA) / _BEGUN).exists()


def note_begun() -> None:
    """Remember that database and keyring were made: a missing one is never replaced unasked."""
    (Path(settings.DATA) / _BEGUN).touch()


def make_tables(*, anew: bool = False) -> int:
    """Bring the tables up to date, and return how many migrations were needed.

    Args:
        anew: make an empty SQLite file even where one was lost.

    Raises:
        DatabaseGone: the SQLite file was there before and is missing now.
        DatabaseAway: the database cannot be reached.
    """
    _allow_creation(anew)
    with reached_database(), _one_at_a_time():
        wanted = unapplied_migrations()
        if wanted:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return len(wanted)


def unapplied_migrations() -> list[str]:
    """Return the names of the migrations that the database still needs."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


@contextmanager
def reached_database() -> Iterator[None]:
    """Turn what a driver raises into words.

    Raises:
        DatabaseAway: the database cannot be reached, or refuses us.
    """
    try:
        connection.ensure_connection()
    except (DatabaseError, InterfaceError) as error:
        raise DatabaseAway(_why_away(error)) from error
    yield


def database_words() -> str:
    """Name the database without its password."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite, {held['NAME']}"
    return f"PostgreSQL, database {held['NAME']} on {held['HOST'] or 'this machine'}"


def _allow_creation(anew: bool) -> None:
    if connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists():
        return
    if has_begun() and not anew:
        raise DatabaseGone(
            f"The database file is missing: {connection.settings_dict['NAME']}\n"
            "It was here before. Put it back, or restore a backup: hearthside restore FILE\n"
            "To begin again with an empty one: hearthside migrate --anew"
        )
    connection.settings_dict["MAY_CREATE"] = True


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _why_away(error: Exception) -> str:
    said = str(error).strip().partition("\n")[0]
    look = (
        "Look whether the file is there and may be written."
        if connection.vendor == "sqlite"
        else "Look whether it runs, and whether HEARTHSIDE_DATABASE_URL is right."
    )
    return (
        f"The database does not answer: {database_words()}\nIt said: {said}\n"
        f"{look} See docs/operations.md#when-the-database-is-away"
    )
