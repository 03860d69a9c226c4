# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from hearthside.notices.actions.notices import LeadsElsewhere, mark_seen, notify
from hearthside.notices.models import Notice
from hearthside.notices.tests.builders import SIX_PM, make_notice, telling_to

pytestmark = pytest.mark.django_db

LATER = SIX_PM + timedelta(minutes=5)


def test_a_second_of_a_kind_joins_the_first() -> None:
    telling = telling_to(uuid4())

    notify(telling=telling, now=SIX_PM)
    notify(telling=telling, now=LATER)

    notice = Notice.objects.get()
    assert (notice.times, notice.at, notice.seen_at) == (2, LATER, None)


def test_an_older_one_that_comes_late_counts_but_does_not_turn_the_clock_back() -> None:
    telling = telling_to(uuid4())

    notify(telling=telling, now=LATER)
    notify(telling=telling, now=SIX_PM)

    notice = Notice.objects.get()
    assert (notice.times, notice.at) == (2, LATER)


def test_told_twice_of_the_same_instant_is_told_once() -> None:
    telling = telling_to(uuid4())

    notify(telling=telling, now=SIX_PM)
    notify(telling=telling, now=SIX_PM)

    assert Notice.objects.get().times == 1


def test_what_was_seen_is_not_told_again_by_a_second_delivery() -> None:
    telling = telling_to(uuid4())
    notice = make_notice(telling)
    mark_seen(recipient_id=telling.recipient_id, notice_id=notice.id, now=LATER)

    notify(telling=telling, now=SIX_PM)

    assert Notice.objects.filter(seen_at=None).count() == 0


def test_after_it_was_seen_a_new_one_begins() -> None:
    telling = telling_to(uuid4())
    notice = make_notice(telling)
    mark_seen(recipient_id=telling.recipient_id, notice_id=notice.id, now=LATER)

    notify(telling=telling, now=LATER)

    assert Notice.objects.get(seen_at=None).times == 1
    assert Notice.objects.count() == 2


def test_another_person_subject_or_kind_has_its_own_notice() -> None:
    me, thread = uuid4(), uuid4()

    notify(telling=telling_to(me, subject_id=thread), now=SIX_PM)
    notify(telling=telling_to(uuid4(), subject_id=thread), now=SIX_PM)
    notify(telling=telling_to(me, subject_id=uuid4()), now=SIX_PM)
    notify(telling=telling_to(me, subject_id=thread, kind="other"), now=SIX_PM)

    assert [notice.times for notice in Notice.objects.of(me)] == [1, 1, 1]


@pytest.mark.parametrize(
    "path", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", ""]
)
def test_a_notice_never_leads_out_of_the_house(path: str) -> None:
    with pytest.raises(LeadsElsewhere):
        notify(telling=telling_to(uuid4(), path=path), now=SIX_PM)

    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_become_one_that_counts_them_all() -> None:
    telling = telling_to(uuid4())
    instants = [SIX_PM + timedelta(seconds=second) for second in range(8)]

    def tell(at: datetime) -> None:
        try:
            notify(telling=telling, now=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(instants)) as pool:
        list(pool.map(tell, instants))

    notice = Notice.objects.get()
    assert (notice.times, notice.at) == (8, instants[-1])


@pytest.mark.django_db(transaction=True)
def test_one_delivery_made_by_two_couriers_at_once_counts_once() -> None:
    telling = telling_to(uuid4())
    make_notice(telling)

    def tell(at: datetime) -> None:
        try:
            notify(telling=telling, now=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tell, [LATER] * 6))

    assert Notice.objects.get().times == 2
