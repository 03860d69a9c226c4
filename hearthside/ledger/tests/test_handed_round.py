# SPDX-License-Identifier: AGPL-3.0-or-later
"""What several listeners are owed is one row until the courier takes it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from hearthside.core import clock, events
from hearthside.ledger.actions.outbox import announce, appoint, call_off
from hearthside.ledger.models import Delivery
from hearthside.ledger.rules import LEASE, TO_ALL
from hearthside.ledger.tasks import run_courier_once
from hearthside.ledger.tests import builders
from hearthside.ledger.tests.builders import NOON, BellRung, hear

pytestmark = pytest.mark.django_db

RUNG = TO_ALL + events.name_of(BellRung)

echoed: list[BellRung] = []


def echo(event: BellRung) -> None:
    """Hear what was rung, as the second of two."""
    echoed.append(event)


def _name(listener: object) -> str:
    return f"{listener.__module__}.{listener.__qualname__}"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _two_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    echoed.clear()
    monkeypatch.setitem(events._after, BellRung, [_name(hear)])
    monkeypatch.setitem(events._by_name, _name(echo), (BellRung, echo))
    events.after(BellRung)(echo)


def ring() -> BellRung:
    event = BellRung(uuid4(), NOON.replace(microsecond=123_456), times=1)
    with transaction.atomic():
        announce(event)
    return event


def test_one_row_is_written_for_all_and_each_of_them_is_told() -> None:
    event = ring()
    assert Delivery.objects.values_list("listener", flat=True).get() == RUNG

    assert run_courier_once() == 2

    assert builders.heard == echoed == [event]
    told = Delivery.objects.exclude(done_at=None).values_list("listener", flat=True)
    assert sorted(told) == sorted([_name(hear), _name(echo)])
    assert run_courier_once() == 0


def test_who_fails_is_told_again_and_the_other_once_only() -> None:
    builders.trouble.append(OSError("the line is down"))
    event = ring()

    assert run_courier_once() == 1
    Delivery.objects.filter(done_at=None).update(next_try_at=NOON)
    assert run_courier_once() == 1

    assert builders.heard == echoed == [event]


def test_no_more_are_taken_than_a_round_holds_and_the_rest_is_due() -> None:
    first, second = ring(), ring()

    assert [run_courier_once(3), run_courier_once(3)] == [3, 1]

    for told in (builders.heard, echoed):
        assert sorted(told, key=repr) == sorted([first, second], key=repr)


def test_what_was_handed_round_and_never_told_is_told_after_the_lease(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = ring()
    with monkeypatch.context() as killed:
        killed.setattr("hearthside.ledger.tasks._deliver", lambda _: False)
        run_courier_once()
    assert run_courier_once() == 0

    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + LEASE + timedelta(seconds=1))
    assert run_courier_once() == 2
    assert builders.heard == echoed == [event]


def test_an_appointment_with_all_is_called_off_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        appoint(BellRung(uuid4(), NOON, times=1), due_at=NOON, key="bell")
    assert call_off("bell") == 1

    with transaction.atomic():
        appoint(BellRung(uuid4(), NOON, times=1), due_at=NOON, key="bell")
    with monkeypatch.context() as killed:
        killed.setattr("hearthside.ledger.tasks._deliver", lambda _: False)
        run_courier_once()
    assert call_off("bell") == 2


@pytest.mark.parametrize("name", [RUNG + "Twice", "*hearthside.gone.events.Gone"])
def test_an_event_this_release_does_not_know_is_kept_for_the_next(name: str) -> None:
    ring()
    Delivery.objects.update(listener=name)

    run_courier_once()

    kept = Delivery.objects.get()
    assert (kept.listener, kept.failure_code, kept.done_at) == (name, "no-such-listener", None)


def test_an_event_with_one_listener_is_owed_to_it_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(events._after, BellRung, [_name(hear)])

    ring()

    assert Delivery.objects.values_list("listener", flat=True).get() == _name(hear)
