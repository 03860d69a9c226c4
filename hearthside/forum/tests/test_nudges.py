# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom a clock asks to answer: in turn, seldom, and nobody about whom they keep away."""

from __future__ import annotations

import pytest

from hearthside.forum.models import Helper, Nudge, ThreadWord
from hearthside.forum.tests.builders import (
    author_of,
    keep_away,
    make_board,
    make_helper,
    make_post,
    make_thread,
)
from hearthside.forum.tests.clock_builders import HOUR, Later, told
from hearthside.forum.tests.question_builders import SEVEN, make_question, make_talk
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space

pytestmark = pytest.mark.django_db


def test_people_who_keep_apart_are_not_asked_about_each_other(later: Later) -> None:
    space = make_space()
    helper = make_helper(space)
    thread = make_thread(make_board(space))
    keep_away(author_of(thread), helper.membership)

    later(2 * HOUR)

    assert told("nudge") == set()


def test_nobody_is_asked_more_than_three_times_a_week(later: Later) -> None:
    space = make_space()
    make_helper(space)
    board = make_board(space)
    for _ in range(5):
        make_thread(board)

    later(2 * HOUR)
    assert Nudge.objects.count() == 3

    make_thread(board, now=SIX_PM + 8 * 24 * HOUR)
    later(8 * 24 * HOUR + 2 * HOUR)
    assert Nudge.objects.count() == 4


def test_a_pause_is_respected(later: Later) -> None:
    space = make_space()
    helper = make_helper(space)
    Helper.objects.filter(id=helper.id).update(paused_at=SIX_PM)
    make_thread(make_board(space))

    later(2 * HOUR)

    assert told("nudge") == set()


def test_who_named_what_it_is_about_is_asked_first(later: Later) -> None:
    space = make_space()
    for _ in range(4):
        make_helper(space)
    knows = make_helper(space, words=["grief"])
    other = make_helper(space, words=["sleep"])
    thread = make_thread(make_board(space))
    ThreadWord.objects.create(space=space, thread=thread, word="grief")

    later(2 * HOUR)

    assert knows.membership_id in told("nudge")
    assert other.membership_id not in told("nudge")
    assert len(told("nudge")) == 3


def test_turns_go_round(later: Later) -> None:
    space = make_space()
    for _ in range(6):
        make_helper(space)
    board = make_board(space)
    for number in range(6):
        make_thread(board, now=SIX_PM + number * HOUR)

    later(10 * HOUR)

    asked = Helper.objects.all()
    assert [helper.nudges.count() for helper in asked] == [3] * 6


def test_nobody_is_asked_more_than_three_times_a_week_for_questions_and_conversations(
    later: Later,
) -> None:
    space = make_helper(make_space()).space
    board = make_board(space)
    for _ in range(2):
        make_thread(board, now=SEVEN)
    for _ in range(3):
        make_question(make_talk(space))

    later(4 * HOUR)  # three after it was asked

    assert Nudge.objects.count() == 3


def test_who_is_asked_and_who_keeps_apart_are_not_nudged(later: Later) -> None:
    space = make_space()
    apart_from_asker, apart_from_author, asked, free = (make_helper(space) for _ in range(4))
    thread = make_talk(space)
    theirs = make_post(thread, by=asked.membership)
    asker = make_member(space)
    make_question(thread, by=asker, of=theirs)
    for by, other in (
        (asker, apart_from_asker.membership),
        (apart_from_author.membership, author_of(thread)),
    ):
        keep_away(by, other)

    later(4 * HOUR)  # three after it was asked

    assert told("nudge-asked") == {free.membership_id}
