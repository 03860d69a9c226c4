# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letting the bytes of what was erased leave the disk, too.

A database only marks what is deleted. SQLite overwrites it (``secure_delete``) but keeps copies in
its log until that is emptied, and in pages that were once split, until the file is written anew.
PostgreSQL keeps it in the holes of its pages, where VACUUM makes room but overwrites nothing, and
in the samples that its planner took of each column; only a table that is written anew is free of
it. Of an empty table ANALYZE takes no samples and leaves the old ones, so these are dropped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import NotSupportedError, OperationalError, connection

from hearthside.core.log import get_logger

LARGEST: Final = 1 << 30
"""Bytes of the largest table, or SQLite's largest file, that is written anew by itself. Nobody
reads it meanwhile, and larger ones take longer than somebody should wait for a page."""
_WAIT_FOR_LOCK: Final = "1s"
_WAIT_SECONDS: Final = 1.0
_SAMPLES: Final = "pg_statistic"
_FIRST_NUMBER: Final = re.compile(r"\d+")

logger = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of PostgreSQL, with its indexes and what is stored beside it."""

    name: str
    size: int


def empty_log() -> bool:
    """Empty SQLite's log; False where a reader holds it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def tables() -> list[Table]:
    """Return the tables of PostgreSQL by their names, and at the end the planner's samples."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
            "AND relpersistence = 'p' AND relnamespace = current_schema()::regnamespace "
            'ORDER BY relname COLLATE "C"'
        )
        return [*(Table(*row) for row in cursor.fetchall()), Table(_SAMPLES, 0)]


def too_large() -> list[Table]:
    """Return the tables that are not written anew by themselves; on SQLite the file, if it is."""
    written = [_file()] if connection.vendor == "sqlite" else tables()
    return [table for table in written if table.size > LARGEST]


def _file() -> Table:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return Table("the database file", cursor.fetchone()[0])


def write_file_anew() -> bool:
    """Write SQLite's file anew and empty its log; False where somebody reads or writes in it.

    Nobody writes meanwhile: some seconds for a large file.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
        except OperationalError:  # somebody is in the middle of something
            return False
    return empty_log()


def write_anew(table: Table) -> bool:
    """Write one table of PostgreSQL anew, held for as long as it takes; False where it is in use.

    Nobody is made to wait for a lock that does not come within a second. What somebody who began
    before still reads, PostgreSQL carries over, and says so; so it is in use until they have ended.
    """
    if not _earlier_ones_have_ended():
        logger.info("table-in-use", table=table.name, code="earlier-transaction")
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [_WAIT_FOR_LOCK])
        try:
            return _is_clean(table)
        except OperationalError as error:  # somebody holds it: a backup, a long page
            logger.info("table-in-use", table=table.name, code=type(error.__cause__).__name__)
            return False
        finally:
            cursor.execute("RESET lock_timeout")


def _is_clean(table: Table) -> bool:
    """Write a table anew; whether it then holds nothing but what is there."""
    how = "FULL, VERBOSE" if table.name == _SAMPLES else "FULL, ANALYZE, VERBOSE"
    name = connection.ops.quote_name(table.name)
    with connection.cursor() as cursor, _carried_over() as rows:
        cursor.execute(f"VACUUM ({how}) {name}")
        if sum(rows):
            logger.info("table-in-use", table=table.name, rows_carried_over=sum(rows))
            return False
        if table.name != _SAMPLES:
            _drop_samples_of_nothing(table.name)
    return True


@contextmanager
def _carried_over() -> Iterator[list[int]]:
    """How many deleted rows PostgreSQL says that it could not leave out, table by table.

    It says so in its own language, as the first number of a detail.
    """
    rows: list[int] = []

    def hear(notice: Any) -> None:
        if found := _FIRST_NUMBER.search(notice.message_detail or ""):
            rows.append(int(found[0]))

    driver = connection.connection
    driver.add_notice_handler(hear)
    try:
        yield rows
    finally:
        driver.remove_notice_handler(hear)


def _drop_samples_of_nothing(table: str) -> None:
    """Drop what the planner remembers of an empty table: to be given its type drops it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"TABLE {quote(table)} LIMIT 1")
        if cursor.fetchone():
            return
        cursor.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_stats "
            "USING (attname) WHERE attrelid = to_regclass(%s) AND tablename = %s "
            "AND schemaname = current_schema() ORDER BY attnum",
            [quote(table), table],
        )
        for column, kind in cursor.fetchall():
            try:
                cursor.execute(f"ALTER TABLE {quote(table)} ALTER {quote(column)} TYPE {kind}")
            except NotSupportedError:  # another column or a trigger is made of it
                logger.warning("samples-stay", table=table, column=column)


def _earlier_ones_have_ended() -> bool:
    """Whether nobody reads this database as it was before now, and nobody on the whole server has
    been writing since then; waits a second for that.

    Also a transaction in another database counts: what we see ourselves goes back to the oldest
    that still writes anywhere, and so far back PostgreSQL carries over rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        now = cursor.fetchone()[0]
        end = time.monotonic() + _WAIT_SECONDS
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND (age(backend_xid) > age(%(now)s::xid) "
                "OR datname = current_database() AND age(backend_xmin) > age(%(now)s::xid))",
                {"now": now},
            )
            if not cursor.fetchone()[0]:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
