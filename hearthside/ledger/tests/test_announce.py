# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling whoever listens, without losing a word."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from hearthside.core import clock
from hearthside.ledger.actions.outbox import (
    announce,
    appoint,
    appoint_together,
    call_off,
    forget_deliveries,
)
from hearthside.ledger.models import Delivery
from hearthside.ledger.rules import KEEP_DONE, LEASE, wait_before_try
from hearthside.ledger.tasks import run_courier_once, sweep_kept
from hearthside.ledger.tests import builders
from hearthside.ledger.tests.builders import NOON, BellRung

pytestmark = pytest.mark.django_db


def rung(times: int = 1, bell_id: UUID | None = None) -> BellRung:
    moment = NOON.replace(microsecond=123_456)
    return BellRung(bell_id=bell_id or uuid4(), rung_at=moment, times=times)


def tell(event: BellRung) -> None:
    with transaction.atomic():
        announce(event)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How long after now the courier's clock stands; change its only element."""
    ahead = [timedelta()]
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + ahead[0])
    return ahead


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_is_none_yet_is_not_told() -> None:
    with pytest.raises(RuntimeError):
        announce(rung())
    with pytest.raises(RuntimeError):
        appoint(rung(), due_at=NOON, key="k")
    with pytest.raises(RuntimeError):
        appoint_together(rung(), due_at=NOON, key="k", now=NOON)


def test_the_courier_tells_what_was_announced_as_it_was() -> None:
    event = BellRung(uuid4(), NOON.replace(microsecond=123_456), times=2, by=uuid4())

    tell(event)
    assert run_courier_once() == 1

    assert builders.heard == [event]
    assert run_courier_once() == 0


def test_what_must_be_true_together_fails_together() -> None:
    with pytest.raises(ValueError, match="too loud"):
        tell(rung(times=4))

    assert not Delivery.objects.exists()
    assert builders.felt == []


def test_a_transaction_that_is_taken_back_owes_nothing() -> None:
    with transaction.atomic():
        announce(rung())
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()


def test_who_fails_is_told_again_later_and_others_meanwhile(at: list[timedelta]) -> None:
    builders.trouble.append(OSError("the line is down"))
    first, second = rung(), rung()
    tell(first)

    assert run_courier_once() == 0
    tell(second)
    run_courier_once()
    at[0] = wait_before_try(1) + timedelta(seconds=1)
    run_courier_once()

    assert builders.heard == [second, first]
    assert set(Delivery.objects.values_list("failure_code", "tries")) == {("", 0), ("", 1)}


def test_why_it_failed_is_kept_as_a_code_without_words() -> None:
    builders.trouble.append(OSError("somebody@example.org said no"))
    tell(rung())

    run_courier_once()

    assert Delivery.objects.get().failure_code == "OSError"


def test_a_listener_this_release_does_not_know_is_kept_for_the_next() -> None:
    tell(rung())
    Delivery.objects.update(listener="hearthside.gone.hear")

    run_courier_once()

    kept = Delivery.objects.get()
    assert (kept.failure_code, kept.done_at) == ("no-such-listener", None)


def test_what_a_courier_took_and_never_told_is_told_by_the_next(at: list[timedelta]) -> None:
    tell(rung())
    Delivery.objects.update(next_try_at=clock.now() + LEASE)  # taken, then killed

    assert run_courier_once() == 0
    at[0] = LEASE + timedelta(seconds=1)
    assert run_courier_once() == 1


def test_waits_grow_and_never_pass_an_hour() -> None:
    waits = [wait_before_try(tries) for tries in range(1, 40)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=4)
    assert waits[-1] == timedelta(hours=1)


def test_an_appointment_is_kept_at_its_time_and_not_before(at: list[timedelta]) -> None:
    event = rung()
    with transaction.atomic():
        appoint(event, due_at=clock.now() + timedelta(hours=2), key="bell")

    run_courier_once()
    assert builders.heard == []
    at[0] = timedelta(hours=2, seconds=1)
    run_courier_once()
    assert builders.heard == [event]


def test_a_new_appointment_takes_the_place_of_the_old_one(at: list[timedelta]) -> None:
    old, new = rung(1), rung(2)
    with transaction.atomic():
        appoint(old, due_at=clock.now() + timedelta(hours=1), key="bell")
        appoint(new, due_at=clock.now() + timedelta(hours=2), key="bell")

    at[0] = timedelta(hours=3)
    run_courier_once()

    assert builders.heard == [new]


def test_an_appointment_can_be_called_off() -> None:
    with transaction.atomic():
        appoint(rung(), due_at=NOON, key="bell")

    assert call_off("bell") == 1
    assert call_off("bell") == 0
    assert run_courier_once() == 0


def test_who_asks_meanwhile_puts_off_nothing_and_is_in_it(at: list[timedelta]) -> None:
    first, later = rung(1), rung(2)
    start = clock.now()
    for event, minutes in (first, 0), (later, 9):
        now = start + timedelta(minutes=minutes)
        with transaction.atomic():
            appoint_together(event, due_at=now + timedelta(minutes=10), key="bell", now=now)

    at[0] = timedelta(minutes=11)
    run_courier_once()

    assert builders.heard == [first]
    assert not Delivery.objects.filter(done_at=None).exists()


def test_who_asks_after_it_began_is_in_the_next(at: list[timedelta]) -> None:
    first, later = rung(1), rung(2)
    start = clock.now()
    for event, minutes in (first, 0), (later, 10):  # late, and perhaps begun
        now = start + timedelta(minutes=minutes)
        with transaction.atomic():
            appoint_together(event, due_at=now + timedelta(minutes=10), key="bell", now=now)

    for minutes, told in (11, [first]), (21, [first, later]):
        at[0] = timedelta(minutes=minutes)
        run_courier_once()
        assert builders.heard == told


def test_made_deliveries_go_after_a_week_and_owed_ones_stay(at: list[timedelta]) -> None:
    tell(rung())
    run_courier_once()
    builders.trouble.append(OSError())
    tell(rung())
    run_courier_once()

    assert sweep_kept(clock.now()) == 0
    at[0] = KEEP_DONE + timedelta(minutes=1)
    assert sweep_kept(clock.now()) == 1
    assert Delivery.objects.get().done_at is None


def test_who_leaves_takes_along_what_was_delivered_about_them() -> None:
    mine, other = uuid4(), uuid4()
    tell(rung(bell_id=mine))
    tell(rung(bell_id=other))
    run_courier_once()
    tell(rung(bell_id=mine))

    assert forget_deliveries(ids=[mine], now=NOON) == 1
    left = Delivery.objects.values_list("event__bell_id", "done_at")
    assert {(bell, done is None) for bell, done in left} == {(str(other), False), (str(mine), True)}
