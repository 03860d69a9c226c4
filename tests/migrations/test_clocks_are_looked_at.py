# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks that ran without an appointment get one, each at a time of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hearthside.core import clock
from hearthside.forum.models import Clock
from hearthside.forum.tests.builders import make_thread
from hearthside.ledger.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("forum", "0015_marks_no_word_can_be")]


def test_whoever_waits_after_the_last_step_is_looked_at_within_a_day(
    before: MigrationExecutor,
) -> None:
    told, early = (Clock.objects.get(thread=make_thread()) for _ in range(2))
    Delivery.objects.filter(key=f"clock:{told.id}").delete()
    Clock.objects.filter(id=told.id).update(taken=3)
    due_before = Delivery.objects.get(key=f"clock:{early.id}").next_try_at
    before.migrate(BEFORE)

    for _ in range(2):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)

    owed = Delivery.objects.get(key=f"clock:{told.id}")
    assert owed.event == {"space_id": str(told.space_id), "clock_id": str(told.id)}
    assert timedelta(0) < owed.next_try_at - clock.now() <= timedelta(days=1)
    assert (owed.next_try_at - told.runs_from) % timedelta(days=1) == timedelta(0)
    assert Delivery.objects.get(key=f"clock:{early.id}").next_try_at == due_before
