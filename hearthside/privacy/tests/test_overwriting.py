# SPDX-License-Identifier: AGPL-3.0-or-later
"""When erased bytes leave the disk, and what happens where something stands in the way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from hearthside.core import clock
from hearthside.core.overwriting import (
    Table,
    empty_log,
    tables,
    too_large,
    write_anew,
    write_file_anew,
)
from hearthside.ledger.models import Delivery
from hearthside.privacy import tasks
from hearthside.privacy.actions.overwriting import appoint_overwriting
from hearthside.privacy.events import ErasedBytesDue
from hearthside.privacy.queries import everything_kept
from hearthside.privacy.rules.leaving import bytes_go_at

pytestmark = pytest.mark.django_db(transaction=True)

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
TABLE = "rows_that_come_and_go"
SEED = 14
"""With which SQLite splits a page so that something stays behind."""
NIGHT = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def test_it_is_done_soon_on_sqlite_and_in_the_next_night_on_postgresql() -> None:
    assert bytes_go_at(SIX_PM, at_once=True) == SIX_PM + timedelta(minutes=2)
    assert bytes_go_at(SIX_PM, at_once=False) == NIGHT
    assert bytes_go_at(NIGHT - timedelta(seconds=1), at_once=False) == NIGHT
    assert bytes_go_at(NIGHT, at_once=False) == NIGHT + timedelta(days=1)


def test_erasures_of_one_day_are_overwritten_together() -> None:
    for seconds in range(3):
        appoint_overwriting(now=SIX_PM + timedelta(seconds=seconds))

    assert Delivery.objects.filter(key="erased-bytes").count() == 1


def test_an_erasure_while_it_is_done_takes_nothing_away_from_the_one_before() -> None:
    appoint_overwriting(now=SIX_PM)
    appoint_overwriting(now=NIGHT + timedelta(seconds=1))

    due = Delivery.objects.filter(key="erased-bytes").order_by("next_try_at")
    later = NIGHT + timedelta(days=1) if connection.vendor == "postgresql" else None
    found = [each.next_try_at for each in due]
    assert found[0] == bytes_go_at(SIX_PM, at_once=later is None)
    assert found[1] == (later or bytes_go_at(NIGHT + timedelta(seconds=1), at_once=True))


def test_what_is_in_use_is_tried_again_in_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)
    monkeypatch.setattr(tasks, "empty_log", lambda: False)
    monkeypatch.setattr(tasks, "write_anew", lambda _table: False)

    tasks.overwrite_what_was_erased(ErasedBytesDue(SIX_PM))

    owed = Delivery.objects.get(key="erased-bytes")
    assert owed.next_try_at == SIX_PM + timedelta(minutes=1)


def test_sqlite_writes_its_file_anew_in_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no file of its own for this")
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)
    tasks.overwrite_what_was_erased(ErasedBytesDue(SIX_PM))

    owed = Delivery.objects.get(key="erased-file")
    assert owed.next_try_at == NIGHT
    Delivery.objects.all().delete()
    is_free = iter([False, True])
    monkeypatch.setattr(tasks, "write_file_anew", lambda: next(is_free))
    event = ErasedBytesDue(SIX_PM, owed.event["beyond"])
    tasks.overwrite_what_was_erased(event)
    assert Delivery.objects.get(key="erased-file").next_try_at == SIX_PM + timedelta(minutes=1)
    Delivery.objects.all().delete()
    tasks.overwrite_what_was_erased(event)
    assert not Delivery.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL writes each table anew")
def test_no_copy_stays_in_a_page_that_was_split(erased: list[bytes]) -> None:
    """What SQLite leaves of deleted rows where it moved others to a page of their own."""
    assert empty_log()
    before = _bytes()
    assert [mark for mark in erased if mark in before], "another seed: here nothing stays"

    assert write_file_anew()

    after = _bytes()
    assert not [mark for mark in erased if mark in after]


@pytest.fixture
def erased() -> Iterator[list[bytes]]:
    """What was in rows of a table of its own that were deleted, while others came and changed."""
    gone: list[bytes] = []
    there: list[tuple[str, str]] = []
    dice = random.Random(SEED)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id char(32) PRIMARY KEY, x text, y text, z text)")
        cursor.execute(f"CREATE INDEX of_{TABLE} ON {TABLE} (z)")
        for _ in range(300):
            key, mark = UUID(int=dice.getrandbits(128)).hex, str(UUID(int=dice.getrandbits(128)))
            there.append((key, mark))
            words = "hearthside.x." + "y" * dice.randrange(5, 40)
            row = [key, words, f'{{"thread_id": "{mark}"}}']
            cursor.execute(f"INSERT INTO {TABLE} VALUES (%s, %s, %s, NULL)", row)
            if dice.random() < 0.7:
                changed = dice.choice(there)[0]
                at = f"2026-11-27 21:00:00.{dice.randrange(10**6):06d}"
                cursor.execute(f"UPDATE {TABLE} SET z = %s WHERE id = %s", [at, changed])
            if dice.random() < 0.3 and len(there) > 50:
                key, mark = there.pop(dice.randrange(len(there)))
                gone.append(mark.encode())
                cursor.execute(f"DELETE FROM {TABLE} WHERE id = %s", [key])
        yield gone
        cursor.execute(f"DROP TABLE {TABLE}")


def _bytes() -> bytes:
    return Path(str(connection.settings_dict["NAME"])).read_bytes()


needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite keeps no samples and no rows of before"
)


@pytest.fixture
def come_and_gone() -> Iterator[Table]:
    """A table of which PostgreSQL took samples while somebody was in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id uuid PRIMARY KEY, name varchar(40) NOT NULL)")
        cursor.execute(
            f"INSERT INTO {TABLE} SELECT gen_random_uuid(), 'name ' || n "
            "FROM generate_series(1, 20) AS n"
        )
        cursor.execute(f"ANALYZE {TABLE}")
        yield Table(TABLE, 0)
        cursor.execute(f"DROP TABLE {TABLE}")


def _sampled() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = %s ORDER BY 1", [TABLE])
        return [row[0] for row in cursor.fetchall()]


@needs_postgresql
def test_the_samples_of_a_table_go_with_its_last_row(come_and_gone: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
    assert _sampled() == ["id", "name"]

    assert write_anew(come_and_gone)

    assert _sampled() == []


@needs_postgresql
def test_a_table_with_rows_has_samples_of_these(come_and_gone: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE name <> 'name 1'")

    assert write_anew(come_and_gone)

    assert _sampled() == ["id", "name"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT histogram_bounds FROM pg_stats WHERE tablename = %s", [TABLE])
        assert not any(bounds for (bounds,) in cursor.fetchall())


@needs_postgresql
def test_rows_that_somebody_still_sees_are_no_success(
    come_and_gone: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearthside.core.overwriting._earlier_ones_have_ended", lambda: True)
    other = connection.copy()
    with connection.cursor() as cursor, other.cursor() as reader:
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT 1")
        cursor.execute(f"DELETE FROM {TABLE} WHERE name <> 'name 1'")

        assert not write_anew(come_and_gone)
        reader.execute("ROLLBACK")
        assert write_anew(come_and_gone)
    other.close()


@needs_postgresql
def test_who_writes_in_another_database_is_waited_for_and_not_for_long(
    come_and_gone: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearthside.core.overwriting._WAIT_SECONDS", 0.2)
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, "NAME": "postgres"}
    with other.cursor() as writer:
        writer.execute("BEGIN")
        writer.execute("SELECT pg_current_xact_id()")
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE name <> 'name 1'")

        assert not write_anew(come_and_gone)
        monkeypatch.setattr("hearthside.core.overwriting._earlier_ones_have_ended", lambda: True)
        assert not write_anew(come_and_gone)  # and PostgreSQL says so itself
        writer.execute("ROLLBACK")
        assert write_anew(come_and_gone)
    other.close()


@needs_postgresql
def test_every_sample_can_be_dropped() -> None:
    """No index keeps samples of its own, and no text is sampled in a column that cannot forget."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE indexprs IS NOT NULL")
        of_their_own = [row[0] for row in cursor.fetchall() if not row[0].startswith("pg_")]
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'forum_findable'::regclass "
            "AND attstattarget = 0 AND attnum > 0 AND NOT attisdropped ORDER BY 1"
        )
        unsampled = [row[0] for row in cursor.fetchall()]

    assert of_their_own == []
    assert unsampled == ["body", "head"]


def test_postgresql_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one log to empty")
    done: list[str] = []

    def write(table: Table) -> bool:
        done.append(table.name)
        return True

    monkeypatch.setattr(tasks, "write_anew", write)
    monkeypatch.setattr(tasks, "_SECONDS_AT_ONCE", -1.0)
    tasks.overwrite_what_was_erased(ErasedBytesDue(SIX_PM))
    assert not done
    assert Delivery.objects.get(key="erased-bytes").event["beyond"] == ""

    monkeypatch.setattr(tasks, "_SECONDS_AT_ONCE", 60.0)
    names = [table.name for table in tables()]
    tasks.overwrite_what_was_erased(ErasedBytesDue(SIX_PM, beyond=names[4]))

    assert done == names[5:]
    assert done[-1] == "pg_statistic"


def test_where_a_table_is_too_large_people_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert too_large() == []
    assert "bytes" in {row.clock for row in everything_kept()}

    large = [Table("forum_post", 2 << 30)]
    monkeypatch.setattr("hearthside.privacy.listeners.closing.too_large", lambda: large)

    rows = {row.what: row for row in everything_kept()}
    traces = next(row for what, row in rows.items() if what.startswith("Traces"))
    assert "overwrite" in traces.until
    assert not traces.by_clock
