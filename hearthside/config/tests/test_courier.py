# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import OperationalError

from hearthside.config.running.courier import Chore, Courier
from hearthside.core import clock
from hearthside.ledger.models import Delivery


def away() -> None:
    raise OperationalError("gone")


@pytest.mark.django_db(transaction=True)
def test_the_courier_rests_when_there_is_nothing_to_do() -> None:
    assert Courier(chores=[]).go_round() > 0


@pytest.mark.django_db(transaction=True)
def test_the_courier_waits_longer_and_longer_for_a_database_that_is_away() -> None:
    courier = Courier(chores=[Chore("away", 0.0, away)])
    rests = [courier.go_round() for _ in range(8)]
    assert rests == sorted(rests)
    assert rests[0] >= 1
    assert rests[-1] == 30


@pytest.mark.django_db(transaction=True)
def test_the_courier_goes_on_once_the_database_is_back() -> None:
    courier = Courier(chores=[Chore("away", 0.0, away)])
    courier.go_round()
    courier.chores = []
    courier.go_round()
    assert courier.troubles == 0


@pytest.mark.django_db(transaction=True)
def test_a_delivery_nobody_can_take_does_not_stop_the_others() -> None:
    now = clock.now()
    for name in ("nobody.listens", "nobody.listens.either"):
        Delivery.objects.create(listener=name, event={}, made_at=now, next_try_at=now)

    Courier(chores=[]).go_round()

    assert set(Delivery.objects.values_list("failure_code", flat=True)) == {"no-such-listener"}


@pytest.mark.django_db(transaction=True)
def test_a_chore_that_fails_keeps_none_of_the_others_from_being_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("tried")
        raise UnicodeEncodeError("ascii", "ñ", 0, 1, "not in the list")

    courier = Courier(
        chores=[Chore("broken", 3600.0, fail), Chore("next", 0.0, lambda: done.append("next"))]
    )
    for _ in range(2):
        courier.go_round()

    assert done == ["tried", "next", "next"]
    assert "chore-failed" in caplog.text
    assert "broken" in caplog.text


def test_a_chore_that_failed_is_tried_again_before_its_time() -> None:
    chore = Chore("daily", timedelta(days=1).total_seconds(), lambda: 1 // 0)

    chore.do_if_due()

    assert chore.next_at - time.monotonic() <= timedelta(minutes=5).total_seconds()


def test_a_chore_is_done_once_in_its_time() -> None:
    done: list[int] = []
    chore = Chore("one", timedelta(hours=1).total_seconds(), lambda: done.append(1))
    for _ in range(3):
        chore.do_if_due()
    assert done == [1]
