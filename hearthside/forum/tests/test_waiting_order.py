# SPDX-License-Identifier: AGPL-3.0-or-later
"""In which order the board of the reply clock shows who waits, however many they are."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from hearthside.forum.models import Clock, Thread
from hearthside.forum.queries.clocks import run_of
from hearthside.forum.queries.waiting import waiting_board
from hearthside.forum.rules.clock import share_of
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_order_holds_over_all_promised_times_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearthside.forum.queries.waiting._AT_ONCE", 3)
    monkeypatch.setattr("hearthside.forum.queries.waiting.THREADS_PER_PAGE", 7)
    board, dice = make_board(), random.Random(5)
    author = make_member(board.space)
    for number in range(40):
        make_thread(board, by=author, now=SIX_PM + timedelta(minutes=number // 3))
    for clock in Clock.objects.all():
        clock.target_minutes = dice.choice([15, 60, 240, 1440])
        clock.save(update_fields=["target_minutes"])
    answered = Thread.objects.order_by("opened_at", "id")[:12]  # and not stopped by the courier yet
    Thread.objects.filter(id__in=[thread.id for thread in answered]).update(answered_at=SIX_PM)
    now, reader = SIX_PM + 2 * HOUR, standing_of(make_member(board.space))

    page = waiting_board(reader, word="", after=None, now=now)
    shown = list(page.rows)
    while page.later:  # a later page goes on in the order of the first, whatever time it is now
        now += HOUR
        page = waiting_board(reader, word="", after=page.later, now=now)
        shown += page.rows

    at = SIX_PM + 2 * HOUR
    waits = Clock.objects.filter(thread__answered_at=None)
    expected = sorted(waits, key=lambda clock: (-share_of(run_of(clock), at), clock.id))
    assert [each.row.id for each in shown] == [clock.thread_id for clock in expected]
    assert len(shown) == 28
