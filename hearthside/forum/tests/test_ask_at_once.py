# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hearthside.forum.actions.asking import Asking, ask_to_write
from hearthside.forum.actions.letters import write_letter
from hearthside.forum.models import Correspondence, Letter, LetterState
from hearthside.forum.tests.letter_builders import make_two, message
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_ask_one_another_at_the_same_time_write_in_one_place() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)
    askings = [
        (standing_of(one), Asking(one.id, other.id, message("from one"))),
        (standing_of(other), Asking(other.id, one.id, message("from the other"))),
    ]

    def ask(number: int) -> None:
        by, asking = askings[number]
        try:
            ask_to_write(by=by, asking=asking, now=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, range(2)))

    assert Correspondence.objects.get().state == LetterState.OPEN
    assert Letter.objects.count() == 2


def test_a_form_sent_many_times_at_once_is_one_message() -> None:
    two = make_two()
    by, side, said = standing_of(two.asker), two.asking, message("once")

    def write(_: int) -> None:
        try:
            write_letter(by=by, side=side, message=said, now=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    assert Letter.objects.filter(once=said.once).count() == 1
