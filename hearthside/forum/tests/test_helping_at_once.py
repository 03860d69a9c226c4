# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing what one offers at the moment in which a clock asks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from hearthside.forum.actions.helping import add_word, drop_word, forget_helping, offer_to_answer
from hearthside.forum.models import Helper, Offer, OwnWord
from hearthside.forum.tests.builders import make_helper
from hearthside.spaces.tests.builders import SIX_PM, make_space, make_steward, standing_of

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 0.5
"""Seconds in which whoever need not wait has long come to what the other holds."""


def end_the_offer(helper: Helper, _word: OwnWord) -> None:
    offer_to_answer(by=standing_of(helper.membership), words=[], now=SIX_PM)


def offer_something_else(helper: Helper, _word: OwnWord) -> None:
    offer_to_answer(by=standing_of(helper.membership), words=["sleep"], now=SIX_PM)


def take_the_word_off(_helper: Helper, word: OwnWord) -> None:
    steward = standing_of(make_steward(word.space))
    drop_word(by=steward, word=word, now=SIX_PM)


def leave(helper: Helper, _word: OwnWord) -> None:
    forget_helping(membership_ids=[helper.membership_id], now=SIX_PM)


@pytest.mark.parametrize(
    "deed",
    [end_the_offer, offer_something_else, take_the_word_off, leave],
    ids=lambda f: f.__name__,
)
def test_whoever_changes_their_offer_and_a_clock_do_not_wait_for_each_other(
    deed: Callable[[Helper, OwnWord], None],
) -> None:
    space = make_space()
    steward = standing_of(make_steward(space))
    word = add_word(by=steward, space=space, name="Bees", now=SIX_PM)
    helper = make_helper(space, words=[word.word])
    is_asked = Event()

    def ask() -> None:
        """What a clock does: it holds the helper, and gives the turn to the next."""
        try:
            with transaction.atomic():
                held = Helper.objects.select_for_update(of=("self",), no_key=True)
                list(held.filter(id=helper.id))
                is_asked.set()
                Event().wait(A_WHILE)
                Offer.objects.filter(helper=helper).update(turn_at=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        is_asked.wait(5)
        deed(helper, word)
        asking.result()

    assert not Offer.objects.filter(word=word.word).exists()
