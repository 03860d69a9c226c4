# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import heapq
from datetime import datetime, timedelta

import pytest

from hearthside.moderation.models import Concerning
from hearthside.moderation.rules.clock import (
    ANSWER_WITHIN,
    KEEPERS_LEARN_AFTER,
    NEVER_LATER,
    answer_by,
    keepers_learn,
    promises,
)
from hearthside.spaces.tests.builders import SIX_PM


def test_every_label_has_a_promise_of_a_day_at_most() -> None:
    assert set(Concerning.values) | {"appeal", "look"} <= ANSWER_WITHIN.keys()
    assert max(ANSWER_WITHIN.values()) == NEVER_LATER == timedelta(hours=24)
    assert answer_by("a label of tomorrow", SIX_PM) == SIX_PM + NEVER_LATER


def test_a_detail_that_can_be_copied_comes_before_unkindness() -> None:
    within = ANSWER_WITHIN
    assert within["unsafe"] < within["contact"] <= within["private"] < within["unkind"]
    assert dict(promises())[Concerning.UNSAFE.label] == 1


def answered_at(label: str, arrived: datetime, each: timedelta) -> datetime:
    """When one steward comes to a file while urgent ones never stop arriving, one ``each``."""
    queue: list[tuple[datetime, datetime, str]] = [(answer_by(label, arrived), arrived, label)]
    moment = arrived
    while True:
        heapq.heappush(queue, (answer_by("unsafe", moment), moment, "unsafe"))
        _due, came, kind = heapq.heappop(queue)
        moment += each
        if (came, kind) == (arrived, label):
            return moment


@pytest.mark.parametrize("label", ["private", "unkind", "other", "appeal"])
def test_no_stream_of_urgent_files_starves_a_middle_one(label: str) -> None:
    each = timedelta(minutes=10)

    answered = answered_at(label, SIX_PM, each)

    assert answered <= answer_by(label, SIX_PM) + each


def test_keepers_learn_an_hour_after_the_stewards() -> None:
    assert not keepers_learn(SIX_PM, SIX_PM)
    assert keepers_learn(SIX_PM, SIX_PM + KEEPERS_LEARN_AFTER)
