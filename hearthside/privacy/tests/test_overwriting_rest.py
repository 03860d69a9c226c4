# SPDX-License-Identifier: AGPL-3.0-or-later
"""How overwriting goes on with the tables that are left, and what is erased meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from hearthside.core import clock
from hearthside.core.overwriting import Table
from hearthside.ledger.models import Delivery
from hearthside.privacy import tasks
from hearthside.privacy.actions.overwriting import BYTES, REST, appoint_overwriting, appoint_rest
from hearthside.privacy.events import ErasedBytesDue
from hearthside.privacy.rules.leaving import bytes_go_at

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ORDER = ["drafts", "notices", "posts", "voices"]


def rest_of(asked_at: datetime, beyond: str, *, due_at: datetime = NIGHT + MINUTE) -> None:
    owed = ErasedBytesDue(asked_at, beyond)
    appoint_rest(owed=owed, order=ORDER, due_at=due_at, now=NIGHT)


def owed(key: str) -> list[tuple[str, datetime]]:
    rows = Delivery.objects.filter(key=key, done_at=None).order_by("next_try_at", "id")
    return [(row.event["beyond"], row.next_try_at) for row in rows]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no tables to go on with")
def test_what_is_erased_while_a_rest_is_owed_is_overwritten_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_free(table: Table) -> bool:
        return table.name < "forum_post"

    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    monkeypatch.setattr(tasks, "write_anew", is_free)
    tasks.overwrite_what_was_erased(ErasedBytesDue(NIGHT - DAY))

    appoint_overwriting(now=NIGHT + timedelta(seconds=20))

    ((beyond, due_at),) = owed(REST)
    assert beyond < "forum_post"
    assert due_at == NIGHT + MINUTE
    assert owed(BYTES) == [("", NIGHT + DAY)]


def test_a_rest_that_is_owed_puts_off_nothing_that_is_owed_whole() -> None:
    rest_of(NIGHT - DAY, "posts")

    appoint_overwriting(now=NIGHT)

    at_once = connection.vendor == "sqlite"
    assert owed(BYTES) == [("", bytes_go_at(NIGHT, at_once=at_once))]
    assert owed(REST) == [("posts", NIGHT + MINUTE)]


@pytest.mark.parametrize(("first", "second"), [("posts", "drafts"), ("drafts", "posts")])
def test_of_two_rests_the_longer_one_stays_and_is_as_old_as_the_older(
    first: str, second: str
) -> None:
    rest_of(NIGHT - 2 * DAY, first)
    rest_of(NIGHT - DAY, second)

    assert owed(REST) == [("drafts", NIGHT + MINUTE)]
    assert Delivery.objects.get(key=REST).event["asked_at"] == (NIGHT - 2 * DAY).isoformat()


def test_a_rest_that_has_begun_neither_goes_nor_holds_up_what_follows() -> None:
    rest_of(NIGHT - DAY, "drafts", due_at=NIGHT)
    rest_of(NIGHT - DAY, "posts")

    assert owed(REST) == [("drafts", NIGHT), ("posts", NIGHT + MINUTE)]


def test_where_the_last_table_is_none_any_more_it_begins_anew() -> None:
    rest_of(NIGHT - DAY, "gone")
    rest_of(NIGHT - DAY, "drafts")

    assert owed(REST) == [("gone", NIGHT + MINUTE)]
