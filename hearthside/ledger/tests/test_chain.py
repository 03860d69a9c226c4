# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hearthside.ledger.actions.entries import forget_holder, open_reason
from hearthside.ledger.models import Entry
from hearthside.ledger.queries import Head, known_head, verify_chain
from hearthside.ledger.rules import digest_of
from hearthside.ledger.tasks import forget_head, note_head
from hearthside.ledger.tests.builders import SIX_PM, make_entry, unlock_the_database

pytestmark = pytest.mark.django_db


def change_a_verb() -> None:
    Entry.objects.filter(number=3).update(verb="space.made")


def change_a_time() -> None:
    Entry.objects.filter(number=3).update(at=SIX_PM + timedelta(seconds=1))


def change_a_reason() -> None:
    Entry.objects.filter(number=3).update(reason=b"something else")


def take_one_out() -> None:
    Entry.objects.filter(number=3).delete()


def cut_the_end_off() -> None:
    Entry.objects.filter(number__gte=3).delete()


def write_all_of_it_again() -> None:
    """What somebody can do who knows how the chain is made."""
    previous = bytes(Entry.objects.get(number=2).digest)
    for entry in Entry.objects.filter(number__gte=3).order_by("number"):
        entry.by_role, entry.previous = "member", previous
        entry.digest = previous = digest_of(entry)
        entry.save()


@pytest.mark.parametrize(
    "tamper",
    [
        change_a_verb,
        change_a_time,
        change_a_reason,
        take_one_out,
        cut_the_end_off,
    ],
)
def test_what_was_done_to_the_chain_shows_at_its_number(tamper: Callable[[], None]) -> None:
    for _ in range(5):
        make_entry(reason="Asked for it")
    note_head()
    assert verify_chain().holds
    unlock_the_database()

    tamper()

    assert verify_chain().broken_at == 3


def test_a_chain_that_was_written_again_is_not_the_one_that_was_noted() -> None:
    for _ in range(5):
        make_entry()
    note_head()
    unlock_the_database()

    write_all_of_it_again()

    assert verify_chain().broken_at == 5


@pytest.mark.parametrize("change", [{"verb": "space.made"}, {"digest": b"x"}, {"about": None}])
def test_the_database_refuses_to_change_an_entry(change: dict[str, object]) -> None:
    make_entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(**change)
    assert verify_chain().holds


def test_a_reason_that_was_erased_leaves_the_chain_whole() -> None:
    about = uuid4()
    entry = make_entry(about=about, reason="Asked for it")
    make_entry()
    assert open_reason(entry) == "Asked for it"

    forget_holder(holder_id=about, now=SIX_PM)

    entry.refresh_from_db()
    assert open_reason(entry) == ""
    assert verify_chain().entries == 2
    assert verify_chain().holds


def test_the_note_goes_forward_only() -> None:
    make_entry()
    second = make_entry()
    note_head()
    Entry.objects.filter(number=2).delete()

    make_entry()  # takes the number of the one that is gone
    note_head()

    assert known_head() == Head.of(second)
    assert not verify_chain().holds

    forget_head()
    assert verify_chain().holds


def test_without_entries_there_is_nothing_to_note() -> None:
    note_head()
    assert known_head() is None
    assert verify_chain().holds
