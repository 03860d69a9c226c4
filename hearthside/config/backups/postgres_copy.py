# SPDX-License-Identifier: AGPL-3.0-or-later
"""A consistent copy of a PostgreSQL database by its own tools, and putting one in place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.pq import Conninfo

FILE = "database.dump"


class NoTool(Exception):
    """PostgreSQL's own tools are missing, too old, or did not work. The message says what to do."""


def copy_to(folder: Path) -> tuple[Path, dict[str, int]]:
    """Copy the database as it is at one instant; return the file and its rows per table.

    The rows are counted, and the copy made, in one and the same snapshot.

    Raises:
        NoTool: `pg_dump` is missing, older than the server, or failed.
    """
    require_tool("pg_dump")
    target = folder / FILE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = _rows(cursor)
        _run("pg_dump", *_PLAIN, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return target, rows


def rows_now() -> dict[str, int]:
    """Count the rows of each table as they are now."""
    with connection.cursor() as cursor:
        return _rows(cursor)


def put_in_place(folder: Path, tables: set[str]) -> None:
    """Replace our tables, and ``tables``, by those of the unpacked copy.

    Raises:
        NoTool: `pg_restore` is missing, older than the server, or failed. Then the tables
            are gone and the restore can be run again.
    """
    require_tool("pg_restore")
    with transaction.atomic(), connection.cursor() as cursor:
        ours = tables | set(connection.introspection.django_table_names())
        for table in sorted(ours & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        cursor.execute("DROP FUNCTION IF EXISTS ledger_entries_stay() CASCADE")
    name = str(connection.settings_dict["NAME"])
    options = ("--single-transaction", "--exit-on-error", f"--dbname={name}")
    _run("pg_restore", *_PLAIN, *options, str(folder / FILE))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def require_tool(name: str) -> None:
    """Make sure that one of PostgreSQL's tools is here and not older than the server.

    Raises:
        NoTool: it is not.
    """
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]  # PostgreSQL only
    if shutil.which(name) is None:
        raise NoTool(
            f"{name} is not on this machine. It comes with PostgreSQL's client programs:\n"
            f"  Debian and Ubuntu: apt install postgresql-client-{server}\n"
            f"Or run this command where PostgreSQL {server} is installed."
        )
    said = subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 — one of two fixed names
    found = re.search(r"(\d+)", said)
    if not found or int(found[1]) < server:
        raise NoTool(
            f"{name} here is older than the server: {said.strip()}, and the server is {server}.\n"
            f"Install postgresql-client-{server}."
        )


_PLAIN = ("--no-owner", "--no-privileges")


def _rows(cursor: CursorWrapper) -> dict[str, int]:
    tables = connection.introspection.table_names(cursor)
    counts = {}
    for table in sorted(tables):
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 — names from the schema
        counts[table] = cursor.fetchone()[0]
    return counts


def _run(*words: str) -> None:
    """Run a tool with our connection in its environment, where other users cannot read it."""
    surroundings = {**os.environ, **_connection_words()}
    done = subprocess.run(  # noqa: S603 — our own words
        words, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoTool(f"{words[0]} did not work. It said:\n{done.stderr.strip()[-2000:]}")


def _connection_words() -> dict[str, str]:
    connection.ensure_connection()
    info = connection.connection.info
    held = {**info.get_parameters(), "password": info.password}
    names = {option.keyword.decode(): option.envvar for option in Conninfo.get_defaults()}
    return {
        envvar.decode(): str(held[keyword])
        for keyword, envvar in names.items()
        if envvar and held.get(keyword)
    }
