# SPDX-License-Identifier: AGPL-3.0-or-later
"""In which order the board of the reply clock shows who waits, however many they are."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from hearthside.core.paging import Key
from hearthside.forum.models import Clock, Thread
from hearthside.forum.queries.clocks import run_of
from hearthside.forum.queries.waiting import waiting_board
from hearthside.forum.rules.clock import share_of
from hearthside.forum.tests.builders import author_of, make_board, make_thread
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


@pytest.mark.parametrize(("year", "many"), [(1970, 0), (9999, 1)])
def test_an_address_with_any_instant_is_a_page(year: int, many: int) -> None:
    board, author = make_board(), None
    for minutes in (1, 1440):
        thread = make_thread(board, by=author)
        author = author_of(thread)
        Clock.objects.filter(thread=thread).update(target_minutes=minutes)
    first = Clock.objects.get(target_minutes=1)
    after = Key(datetime(year, 12, 31, 23, tzinfo=UTC), first.id)
    reader = standing_of(make_member(board.space))

    page = waiting_board(reader, word="", after=after, now=SIX_PM + 2 * HOUR)

    assert len(page.rows) == many


def test_who_has_waited_for_years_is_no_reason_against_a_page() -> None:
    thread = make_thread()
    clock = Clock.objects.get(thread=thread)
    make_thread(thread.board, by=author_of(thread))
    Clock.objects.exclude(id=clock.id).update(target_minutes=1440)
    Clock.objects.filter(id=clock.id).update(target_minutes=1)
    now = SIX_PM + timedelta(days=3650)

    page = waiting_board(
        standing_of(make_member(thread.space)), word="", after=Key(now, clock.id), now=now
    )

    assert len(page.rows) == 1
