# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody waits alone: the clock of a conversation, by a clock that is set."""

from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.clocks import ask_sooner, keep_clock
from hearthside.forum.actions.leaving import erase_words, unname_words
from hearthside.forum.actions.posts import restore_post, take_down_post, withdraw_post
from hearthside.forum.actions.threads import close_thread, reopen_thread
from hearthside.forum.models import Clock, ClockState, Handover, Level, Nudge, Owner
from hearthside.forum.tests.builders import (
    author_of,
    make_board,
    make_helper,
    make_post,
    make_thread,
)
from hearthside.forum.tests.clock_builders import (
    HOUR,
    MINUTE,
    Later,
    clock_of,
    handed_on,
    told,
    wind,
)
from hearthside.ledger.models import Delivery
from hearthside.notices.models import Notice
from hearthside.spaces.models import Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_a_wait_is_handed_on_at_half_the_target_at_the_target_and_at_twice(later: Later) -> None:
    space = make_space()
    steward = make_steward(space)
    greeter = make_member(space, role=Role.GREETER)
    helper = make_helper(space)
    thread = make_thread(make_board(space))

    later(2 * HOUR - MINUTE)
    assert handed_on(thread) == []

    later(2 * HOUR)
    assert told("nudge") == {helper.membership_id}
    assert told("waiting-welcome") == told("waiting-stewards") == set()

    later(4 * HOUR)
    assert told("waiting-welcome") == {greeter.id}
    assert told("waiting-stewards") == set()

    later(8 * HOUR)
    assert told("waiting-stewards") == {steward.id}
    assert handed_on(thread) == ["helpers", "welcome", "stewards"]


def test_a_clock_that_jumps_makes_every_step_once(later: Later) -> None:
    space = make_space()
    make_steward(space)
    make_helper(space)
    thread = make_thread(make_board(space))

    later(30 * HOUR)
    later(31 * HOUR)

    assert handed_on(thread) == ["helpers", "stewards", "welcome"]
    assert Nudge.objects.count() == 1


def test_an_appointment_kept_twice_asks_once(later: Later) -> None:
    thread = make_thread(make_board(make_helper(make_space()).space))

    for _ in range(2):
        wind(thread, SIX_PM + 2 * HOUR)

    assert Nudge.objects.count() == Handover.objects.count() == 1


def test_an_answer_by_another_person_stops_the_clock(later: Later) -> None:
    thread = make_thread(make_board(make_helper(make_space()).space))

    make_post(thread, now=SIX_PM + HOUR)
    later(HOUR)
    later(30 * HOUR)

    clock = clock_of(thread)
    assert clock.state == ClockState.STOPPED
    assert clock.waited == HOUR
    assert handed_on(thread) == []
    assert not Delivery.objects.filter(done_at=None, key=f"clock:{clock.id}").exists()


def test_an_answer_the_courier_has_not_heard_of_stops_a_step_all_the_same() -> None:
    thread = make_thread(make_board(make_helper(make_space()).space))
    make_post(thread, now=SIX_PM + HOUR)

    wind(thread, SIX_PM + 2 * HOUR)

    assert handed_on(thread) == []
    assert clock_of(thread).waited == HOUR


def test_the_authors_own_words_do_not_stop_the_clock(later: Later) -> None:
    thread = make_thread(make_board(make_helper(make_space()).space))

    make_post(thread, by=author_of(thread), now=SIX_PM + HOUR)
    later(2 * HOUR)

    assert handed_on(thread) == ["helpers"]


def test_an_answer_that_is_taken_back_lets_the_clock_run_on(later: Later) -> None:
    space = make_space()
    make_helper(space)
    thread = make_thread(make_board(space))
    answerer = make_member(space)
    answer = make_post(thread, by=answerer, now=SIX_PM + HOUR)
    later(HOUR)

    later(10 * HOUR)
    withdraw_post(by=standing_of(answerer), post=answer, now=SIX_PM + 10 * HOUR)
    later(10 * HOUR)
    assert clock_of(thread).state == ClockState.RUNNING

    later(11 * HOUR - MINUTE)  # an hour was waited before the answer
    assert handed_on(thread) == []
    later(11 * HOUR)
    assert handed_on(thread) == ["helpers"]

    answer.refresh_from_db()
    restore_post(by=standing_of(answerer), post=answer, now=SIX_PM + 11 * HOUR)
    later(40 * HOUR)
    assert len(handed_on(thread)) == 1


def test_an_answer_that_is_taken_down_answers_nobody(later: Later) -> None:
    space = make_space()
    steward = make_steward(space)
    make_helper(space)
    thread = make_thread(make_board(space))
    answer = make_post(thread, now=SIX_PM + HOUR)
    later(HOUR)

    take_down_post(by=standing_of(steward), post=answer, reason="It was unkind.", now=SIX_PM + HOUR)
    later(HOUR)
    later(2 * HOUR)

    assert handed_on(thread) == ["helpers"]


def test_an_answer_that_is_deleted_with_its_writer_answers_nobody(later: Later) -> None:
    space = make_space()
    make_helper(space)
    thread = make_thread(make_board(space))
    answerer = make_member(space)
    make_post(thread, by=answerer, now=SIX_PM + HOUR)
    later(HOUR)

    erase_words(membership_ids=[answerer.id], now=SIX_PM + HOUR)
    later(HOUR)
    later(2 * HOUR)

    assert handed_on(thread) == ["helpers"]


def test_a_closed_conversation_rests_and_runs_on_when_it_is_opened(later: Later) -> None:
    space = make_space()
    steward = standing_of(make_steward(space))
    make_helper(space)
    thread = make_thread(make_board(space))

    close_thread(by=steward, thread=thread, reason="", now=SIX_PM + HOUR)
    later(HOUR)
    later(9 * HOUR)
    assert handed_on(thread) == []

    reopen_thread(by=steward, thread=thread, now=SIX_PM + 9 * HOUR)
    later(9 * HOUR)
    later(10 * HOUR)
    assert handed_on(thread) == ["helpers"]


def test_somebody_who_has_left_waits_no_more(later: Later) -> None:
    space = make_space()
    make_helper(space)
    thread = make_thread(make_board(space))

    unname_words(membership_ids=[author_of(thread).id], now=SIX_PM + HOUR)
    later(9 * HOUR)

    assert handed_on(thread) == []
    assert clock_of(thread).state == ClockState.STOPPED


def test_the_author_is_not_told_that_they_wait_themselves(later: Later) -> None:
    space = make_space()
    author = make_steward(space)
    make_helper(space, member=author)
    thread = make_thread(make_board(space), by=author)

    later(9 * HOUR)

    assert not Notice.objects.filter(recipient_id=author.id).exists()
    assert {row.told for row in Handover.objects.filter(clock__thread=thread)} == {0}
    assert clock_of(thread).owner == Owner.EVERYBODY


def test_soon_brings_the_steps_forward(later: Later) -> None:
    space = make_space()
    steward = standing_of(make_steward(space))
    make_helper(space)
    thread = make_thread(make_board(space))

    ask_sooner(by=steward, thread=thread, level=Level.AMBER, now=SIX_PM)
    later(30 * MINUTE)

    assert handed_on(thread) == ["helpers"]


def test_only_a_steward_says_soon_and_nobody_red_by_hand() -> None:
    thread = make_thread()
    steward = standing_of(make_steward(thread.space))

    for by, level, code in (
        (standing_of(author_of(thread)), Level.AMBER, "not-steward"),
        (steward, Level.RED, "not-by-hand"),
    ):
        with pytest.raises(Refused) as refused:
            ask_sooner(by=by, thread=thread, level=level, now=SIX_PM)
        assert refused.value.code == code
    assert clock_of(thread).level == Level.ORDINARY


def test_keeping_a_clock_twice_keeps_one() -> None:
    thread = make_thread()

    first = keep_clock(thread_id=thread.id, now=SIX_PM)
    second = keep_clock(thread_id=thread.id, now=SIX_PM)

    assert first == second
    assert Delivery.objects.filter(key=f"clock:{Clock.objects.get().id}").count() == 1
