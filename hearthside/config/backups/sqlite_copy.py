# SPDX-License-Identifier: AGPL-3.0-or-later
"""A consistent copy of the SQLite file, made while people write, and putting one in place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from hearthside.config.backups.manifest import NotABackup

FILE = "database.sqlite3"


def copy_to(folder: Path) -> tuple[Path, dict[str, int]]:
    """Copy the database as it is at one instant; return the file and its rows per table.

    ``VACUUM INTO`` reads in one transaction, so writers go on meanwhile, and leaves out
    what was erased.
    """
    target = folder / FILE
    with closing(_opened(_live_path())) as source:
        source.execute("VACUUM INTO ?", [str(target)])
    return target, rows_in(target)


def rows_in(path: Path) -> dict[str, int]:
    """Count the rows of each table in a copy.

    Raises:
        NotABackup: the copy is no sound database.
    """
    try:
        with closing(_opened(path)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            names = [name for (name,) in copy.execute(_TABLES)]
            rows = {
                name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 — names from the schema
                for name in names
            }
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"Its database is damaged: {error}") from error
    if verdict != "ok":
        raise NotABackup(f"Its database is damaged: {verdict}")
    return rows


def migrations_in(path: Path) -> list[str]:
    """Return the migrations that were applied to a copy."""
    with closing(_opened(path)) as copy:
        return [f"{app}.{name}" for app, name in copy.execute(_MIGRATIONS)]


def put_in_place(folder: Path) -> None:
    """Make the unpacked copy the database; what is under its name goes."""
    live = _live_path()
    draft = live.with_name(f"{live.name}.restored")
    with (folder / FILE).open("rb") as source, draft.open("wb") as target:
        while chunk := source.read(1 << 20):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    draft.chmod(0o600)
    connection.close()
    for rest in ("-wal", "-shm"):
        live.with_name(live.name + rest).unlink(missing_ok=True)
    draft.replace(live)


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"


def _live_path() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=20)
