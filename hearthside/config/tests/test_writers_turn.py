# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many write at once on SQLite; nobody is told that the database is locked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hearthside.core import clock
from hearthside.forum.actions.posts import write_post
from hearthside.forum.models import Thread
from hearthside.forum.tests.builders import make_thread, words
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, standing_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_people_answer_at_once() -> None:
    thread = make_thread()
    crowd = [make_member(thread.space) for _ in range(50)]

    def answer(member: Membership) -> None:
        try:
            by = standing_of(member)
            write_post(by=by, thread=thread, words=words("with you"), now=clock.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(answer, crowd))

    thread.refresh_from_db()
    assert thread.posts.count() == thread.posts_count == 51


class Broken(Exception):
    """What goes wrong in a test."""


def write_and_fail() -> None:
    with transaction.atomic():
        Thread.objects.update(version=1)
        raise Broken


def test_a_failed_transaction_gives_its_turn_back() -> None:
    for _ in range(3):
        with pytest.raises(Broken):
            write_and_fail()

    with transaction.atomic():
        Thread.objects.update(version=2)


def test_a_connection_that_is_closed_midway_gives_its_turn_back() -> None:
    def begin_and_vanish() -> None:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(begin_and_vanish).result(timeout=10)

    with transaction.atomic():
        Thread.objects.update(version=3)
