# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody who has gone stays in the line of those who wait, and who comes back waits again."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.leaving import unname_words
from hearthside.forum.models import Clock, ClockState, Thread
from hearthside.forum.tests.builders import author_of, make_board, make_post, make_thread
from hearthside.forum.tests.clock_builders import HOUR, Later, clock_of, handed_on, told
from hearthside.forum.tests.question_builders import make_question, make_talk
from hearthside.ledger.models import Delivery
from hearthside.notices.models import Notice
from hearthside.spaces.actions.removals import Agreed, readmit_member, remove_member
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

DAY = 24 * HOUR


def remove(member: Membership) -> None:
    agreed = Agreed(make_steward(member.space).id, "keeper")
    remove_member(member=member, agreed=agreed, reason="Shouting", now=SIX_PM)


def let_back(member: Membership) -> None:
    steward = standing_of(make_steward(member.space))
    readmit_member(by=steward, member=member, words="Welcome back.", now=SIX_PM)


def left_unanswered() -> tuple[Thread, Membership]:
    """A conversation that nobody answers, in a space with a steward, and who began it."""
    steward = make_steward(make_space())
    thread = make_thread(make_board(steward.space), by=make_member(steward.space))
    return thread, author_of(thread)


def test_the_clock_of_somebody_who_left_after_the_last_step_stops_within_a_day(
    later: Later,
) -> None:
    thread, author = left_unanswered()
    later(8 * HOUR)
    assert len(handed_on(thread)) == 3

    unname_words(membership_ids=[author.id], now=SIX_PM + 9 * HOUR)
    later(DAY)

    assert clock_of(thread).state == ClockState.STOPPED
    assert not Delivery.objects.filter(done_at=None, key=f"clock:{clock_of(thread).id}").exists()


def test_clocks_of_somebody_who_left_do_not_stop_together(later: Later) -> None:
    thread, author = left_unanswered()
    make_thread(thread.board, by=author, now=SIX_PM + HOUR)
    later(20 * HOUR)

    unname_words(membership_ids=[author.id], now=SIX_PM + 21 * HOUR)
    for hours in (24, 25):
        later(hours * HOUR)

    stopped = {clock.runs_from + (clock.waited or HOUR) for clock in Clock.objects.all()}
    assert stopped == {SIX_PM + DAY, SIX_PM + DAY + HOUR}


def test_looking_every_day_tells_nobody_again(later: Later) -> None:
    thread, _author = left_unanswered()
    later(8 * HOUR)
    assert len(told("waiting-stewards")) == 1
    before = list(Notice.objects.order_by("id").values())

    for days in range(1, 4):
        later(days * DAY)

    assert list(Notice.objects.order_by("id").values()) == before
    assert len(handed_on(thread)) == 3
    assert clock_of(thread).state == ClockState.RUNNING


def test_who_is_let_back_in_waits_again_with_the_time_waited_before(later: Later) -> None:
    thread, author = left_unanswered()
    remove(author)
    later(2 * HOUR)
    assert clock_of(thread).state == ClockState.STOPPED

    later(DAY)
    let_back(author)
    later(DAY)

    clock = clock_of(thread)
    assert (clock.state, clock.runs_from) == (ClockState.RUNNING, SIX_PM + DAY - 2 * HOUR)
    later(DAY + 6 * HOUR)
    assert len(handed_on(thread)) == 3


def test_so_does_a_question_of_theirs(later: Later) -> None:
    question = make_question(make_talk())
    asker = question.post.voice.membership
    assert asker is not None
    remove(asker)
    later(5 * HOUR)
    assert clock_of(question).state == ClockState.STOPPED

    let_back(asker)
    later(5 * HOUR)

    assert clock_of(question).state == ClockState.RUNNING


def test_who_was_answered_meanwhile_does_not_wait_again(later: Later) -> None:
    thread, author = left_unanswered()
    remove(author)
    make_post(thread, now=SIX_PM + HOUR)
    later(2 * HOUR)

    let_back(author)
    later(2 * HOUR)

    assert clock_of(thread).state == ClockState.STOPPED
