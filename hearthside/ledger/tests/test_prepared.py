# SPDX-License-Identifier: AGPL-3.0-or-later
"""Statements that are put together once, on the ledger's own tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from hearthside.core import statements
from hearthside.core.prepared import ID, INSTANT, TEXT, Prepared, PreparedInsert, PreparedUpdate
from hearthside.core.records import as_read, columns_of
from hearthside.core.statements import send_gathered, together
from hearthside.ledger.models import Delivery

NOON = datetime(2026, 5, 1, 12, 0, 0, 123_456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _found(key: str, since: datetime) -> QuerySet[Delivery, Any]:
    owed = Delivery.objects.filter(key=key, made_at__gte=since)
    return owed.order_by("made_at").values_list("id", "listener", "made_at", "event", "done_at")


def _tried(delivery_id: UUID, now: datetime) -> tuple[QuerySet[Delivery], dict[str, Any]]:
    return Delivery.objects.filter(id=delivery_id), {"next_try_at": now, "tries": F("tries") + 1}


FOUND = Prepared(_found, key=TEXT, since=INSTANT)
TRIED = PreparedUpdate(_tried, delivery_id=ID, now=INSTANT)
ADDED = PreparedInsert(Delivery)


def owe(key: str = "k", **values: Any) -> Delivery:
    wanted = {"listener": "a.b", "event": {"x": "y%s"}, "made_at": NOON, "next_try_at": NOON}
    return Delivery.objects.create(key=key, **{**wanted, **values})


def test_rows_are_what_the_queryset_would_give() -> None:
    for minutes in range(3):
        owe(made_at=NOON + timedelta(minutes=minutes))
    owe("another")

    since = NOON + timedelta(minutes=1)
    found = [tuple(row) for row in FOUND.rows(key="k", since=since)]

    assert [row[:3] for row in found] == [row[:3] for row in _found("k", since)]
    assert found[0][2] == since
    assert len(found) == 2


def test_the_same_statement_serves_other_values() -> None:
    owe("first")
    owe("100%")

    assert len(FOUND.rows(key="first", since=NOON)) == 1
    assert len(FOUND.rows(key="100%", since=NOON)) == 1
    assert FOUND.rows(key="'; drop table ledger_delivery; --", since=NOON) == []


def test_a_change_touches_the_rows_it_is_about() -> None:
    owed, other = owe(), owe("another")

    TRIED.run(delivery_id=owed.id, now=NOON + timedelta(hours=1))

    owed.refresh_from_db()
    other.refresh_from_db()
    assert (owed.tries, owed.next_try_at) == (1, NOON + timedelta(hours=1))
    assert (other.tries, other.next_try_at) == (0, NOON)


def test_changes_made_together_are_all_made() -> None:
    owed = owe()

    with together():
        ADDED.add_values(
            {"listener": "x.y", "event": {"a": 1}, "made_at": NOON, "next_try_at": NOON}
        )
        TRIED.run(delivery_id=owed.id, now=NOON + timedelta(hours=1))
        ADDED.add_values({"listener": "x.y", "event": {}, "made_at": NOON, "next_try_at": NOON})

    owed.refresh_from_db()
    assert owed.tries == 1
    assert Delivery.objects.filter(listener="x.y").count() == 2


def test_what_was_gathered_can_be_read_once_it_was_sent() -> None:
    with together():
        ADDED.add_values({"listener": "x.y", "event": {}, "made_at": NOON, "next_try_at": NOON})
        send_gathered()
        assert Delivery.objects.filter(listener="x.y").exists()


def test_what_fails_together_leaves_nothing_waiting() -> None:
    owed = owe()

    with pytest.raises(IntegrityError):
        _try_and_add(owed)

    owed.refresh_from_db()
    assert owed.tries == 0
    TRIED.run(delivery_id=owed.id, now=NOON)
    owed.refresh_from_db()
    assert owed.tries == 1


def test_what_is_given_up_in_the_middle_is_not_made() -> None:
    owed = owe()

    with pytest.raises(ZeroDivisionError):
        _try_and_give_up(owed)

    owed.refresh_from_db()
    assert owed.tries == 0


def test_a_row_is_stored_as_the_orm_would_store_it() -> None:
    row = Delivery(listener="a.b", event={"n": 1, "%s": None}, made_at=NOON, next_try_at=NOON)

    ADDED.add(row)
    kept = Delivery.objects.get(id=row.id)

    assert (kept.event, kept.made_at, kept.tries, kept.done_at) == (row.event, NOON, 0, None)
    row.tries = 4
    row.save(update_fields=["tries"])
    kept.refresh_from_db()
    assert kept.tries == 4


def test_what_is_not_named_gets_its_default() -> None:
    ADDED.add_values({"listener": "a.b", "event": {}, "made_at": NOON, "next_try_at": NOON})

    kept = Delivery.objects.get(listener="a.b")

    assert (kept.key, kept.tries, kept.failure_code, kept.done_at) == ("", 0, "", None)


def test_errors_are_the_ones_of_django() -> None:
    row = owe()

    with pytest.raises(IntegrityError), transaction.atomic():
        ADDED.add(row)
    assert FOUND.rows(key="k", since=NOON)


def test_nothing_runs_in_a_broken_transaction() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)

        with pytest.raises(TransactionManagementError):
            FOUND.rows(key="k", since=NOON)


def test_who_counts_queries_counts_these_too() -> None:
    with CaptureQueriesContext(connection) as seen:
        FOUND.rows(key="k", since=NOON)

    assert len(seen) == 1
    assert "ledger_delivery" in seen[0]["sql"]


def test_a_name_that_reaches_no_sql_is_refused() -> None:
    lost = Prepared(lambda key: Delivery.objects.values_list("id"), key=TEXT)

    with pytest.raises(LookupError):
        lost.rows(key="x")


def test_too_long_a_word_is_an_error_and_not_a_shorter_word() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps words of any length; forms and rules hold the limits there")
    with pytest.raises(DataError), transaction.atomic():
        ADDED.add_values({"listener": "x" * 161, "event": {}, "made_at": NOON, "next_try_at": NOON})


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_prepared_again_on_a_new_connection() -> None:
    owe()
    FOUND.rows(key="k", since=NOON)
    connection.close()

    assert len(FOUND.rows(key="k", since=NOON)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_question_finds_out_whether_a_kept_connection_is_still_good() -> None:
    owe()
    _begin_a_request_on_a_connection_the_server_has_ended()

    assert len(FOUND.rows(key="k", since=NOON)) == 1
    assert not _is_to_be_asked_whether_it_is_good()


@pytest.mark.django_db(transaction=True)
def test_what_a_good_connection_refuses_is_not_asked_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    FOUND.rows(key="k", since=NOON)
    _begin_a_request()
    asked: list[str] = []

    def refuse(_base: object, native: str, _params: object) -> None:
        asked.append(native)
        raise OperationalError("locked")

    monkeypatch.setattr(statements, "_executed", refuse)

    with pytest.raises(OperationalError):
        FOUND.rows(key="k", since=NOON)
    assert len(asked) == 1


def test_a_row_that_was_read_is_the_row_of_the_orm() -> None:
    owed = owe()
    columns = columns_of(Delivery)

    row = as_read(Delivery, [getattr(owed, name) for name in columns])

    assert row == owed
    assert {name: getattr(row, name) for name in columns} == {
        name: getattr(owed, name) for name in columns
    }
    row.tries = 7
    row.save(update_fields=["tries"])
    owed.refresh_from_db()
    assert owed.tries == 7


def test_a_column_that_was_not_read_is_read_when_asked_for() -> None:
    owed = owe()

    row = as_read(Delivery, [owed.id], ["id"])

    assert row.get_deferred_fields() == set(columns_of(Delivery)) - {"id"}
    assert row.listener == "a.b"


def test_values_that_are_no_row_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        as_read(Delivery, ["only one"])


def _begin_a_request_on_a_connection_the_server_has_ended() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's connections are a file; no server ends them")
    _begin_a_request()
    with psycopg.connect(**_where(), autocommit=True) as other:
        number = connection.connection.info.backend_pid
        other.execute("select pg_terminate_backend(%s, 5000)", [number])


def _begin_a_request() -> None:
    setattr(connection, "health_check_done", False)  # noqa: B010 — not in the stubs


def _is_to_be_asked_whether_it_is_good() -> bool:
    return not getattr(connection, "health_check_done")


def _where() -> dict[str, Any]:
    wanted = connection.get_connection_params()
    return {name: wanted[name] for name in ("dbname", "user", "host", "port") if name in wanted}


@transaction.atomic
def _try_and_add(owed: Delivery) -> None:
    """Change a row, and add it once more, which cannot be."""
    with together():
        TRIED.run(delivery_id=owed.id, now=NOON + timedelta(hours=1))
        ADDED.add(owed)


@transaction.atomic
def _try_and_give_up(owed: Delivery) -> None:
    with together():
        TRIED.run(delivery_id=owed.id, now=NOON)
        owed.tries //= 0
