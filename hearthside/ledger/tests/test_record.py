# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chain: what holds it, and what breaks it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection

from hearthside.ledger.actions.entries import Actor, Deed, forget_holder, open_reason, record
from hearthside.ledger.models import Entry, Token, Verb
from hearthside.ledger.queries import verify_chain
from hearthside.ledger.tests.builders import NOON, unlock_the_database

pytestmark = pytest.mark.django_db
STEWARD = Actor(UUID(int=7), "steward")


def write(about: UUID | None = None, reason: str = "") -> Entry:
    deed = Deed(Verb.REPORT_SEEN, about=about, space_id=uuid4(), reason_kind="norms", reason=reason)
    return record(by=STEWARD, deed=deed, now=NOON)


def test_each_entry_follows_the_one_before() -> None:
    first, second = write(), write()

    assert (first.number, second.number) == (1, 2)
    assert bytes(second.previous) == bytes(first.digest)
    assert verify_chain().holds
    assert verify_chain().entries == 2


@pytest.mark.parametrize(
    "change",
    [
        {"verb": Verb.REPORT_DECIDED},
        {"at": NOON.replace(year=2025)},
        {"by": UUID(int=9)},
        {"by_role": "keeper"},
        {"about": None},
        {"space": None},
        {"reason_kind": "order"},
        {"reason": b"another"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_breaks_the_chain_where_it_stands(change: dict[str, object]) -> None:
    for _ in range(3):
        write(about=uuid4(), reason="because")

    unlock_the_database()
    Entry.objects.filter(number=2).update(**change)

    assert verify_chain().broken_at == 2


def test_a_removed_entry_breaks_the_chain() -> None:
    for _ in range(3):
        write()

    Entry.objects.filter(number=2).delete()

    assert verify_chain().broken_at == 2


def test_names_stand_in_no_entry() -> None:
    person = uuid4()

    entry = write(about=person)

    assert entry.about != person
    assert entry.about == Token.objects.get(holder_id=person).id


def test_a_reason_is_sealed_and_can_be_opened() -> None:
    entry = write(about=uuid4(), reason="They asked for it")

    assert b"asked" not in bytes(entry.reason)
    assert open_reason(Entry.objects.get(number=entry.number)) == "They asked for it"


def test_erasing_somebody_leaves_the_chain_and_opens_nothing() -> None:
    person, other = uuid4(), uuid4()
    gone, stays = write(person, "about one"), write(other, "about another")

    assert forget_holder(holder_id=person, now=NOON) == 1
    assert forget_holder(holder_id=person, now=NOON) == 0

    assert verify_chain().holds
    assert open_reason(Entry.objects.get(number=gone.number)) == ""
    assert open_reason(Entry.objects.get(number=stays.number)) == "about another"
    assert not Entry.objects.about_holder(person).exists()


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_make_one_chain() -> None:
    def one(_: int) -> None:
        try:
            write(about=uuid4())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(18)))

    report = verify_chain()
    assert (report.entries, report.holds) == (18, True)
