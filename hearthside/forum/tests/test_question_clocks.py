# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody who asks something waits alone: the clock of a question, by a clock that is set."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.helping import Promise, promise
from hearthside.forum.actions.leaving import erase_words, unname_words
from hearthside.forum.actions.posts import restore_post, withdraw_post
from hearthside.forum.actions.questions import ask_for_answer, let_question_go
from hearthside.forum.actions.threads import close_thread, reopen_thread
from hearthside.forum.models import (
    Answer,
    Clock,
    ClockState,
    Handover,
    Level,
    Nudge,
    Question,
    WaitKind,
)
from hearthside.forum.queries.clocks import missed_in
from hearthside.forum.tests.builders import make_helper
from hearthside.forum.tests.clock_builders import (
    HOUR,
    MINUTE,
    Later,
    clock_of,
    handed_on,
    told,
    wind,
)
from hearthside.forum.tests.question_builders import (
    SEVEN,
    asker_of,
    fresh,
    make_answer,
    make_question,
    make_talk,
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


@pytest.fixture
def later(later: Later) -> Later:
    """Set the clock to so long after seven, when it was asked."""
    return lambda after: later(HOUR + after)


def test_a_question_is_handed_on_at_half_its_target_at_the_target_and_at_twice(
    later: Later,
) -> None:
    space = make_space()
    steward = make_steward(space)
    greeter = make_member(space, role=Role.GREETER)
    helper = make_helper(space)
    question = make_question(make_talk(space))

    later(3 * HOUR - MINUTE)
    assert handed_on(question) == []

    later(3 * HOUR)
    assert told("nudge-asked") == {helper.membership_id}
    assert told("nudge") == told("waiting-welcome") == set()

    later(6 * HOUR)
    assert told("waiting-welcome") == {greeter.id}
    assert told("waiting-stewards") == set()
    assert missed_in(space.id, SEVEN + 6 * HOUR) == 0

    later(12 * HOUR)
    assert told("waiting-stewards") == {steward.id}
    assert handed_on(question) == ["helpers", "welcome", "stewards"]
    assert missed_in(space.id, SEVEN + 12 * HOUR) == 1


def test_a_space_promises_questions_and_conversations_apart(later: Later) -> None:
    space = make_space()
    steward = standing_of(make_steward(space))
    make_helper(space)
    what = Promise(WaitKind.QUESTION, Level.ORDINARY, 60)
    promise(by=steward, space=space, what=what, now=SIX_PM)
    thread = make_talk(space)
    question = make_question(thread)

    later(30 * MINUTE)

    assert handed_on(question) == ["helpers"]
    assert clock_of(thread).target_minutes == 240


def test_an_appointment_kept_twice_asks_once() -> None:
    space = make_space()
    make_helper(space)
    question = make_question(make_talk(space))

    for _ in range(2):
        wind(question, SEVEN + 3 * HOUR)

    assert Nudge.objects.count() == Handover.objects.count() == 1


def test_words_that_answer_it_stop_the_clock(later: Later) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))

    make_answer(question)
    later(HOUR)
    later(30 * HOUR)

    clock = clock_of(question)
    assert clock.state == ClockState.STOPPED
    assert clock.waited == HOUR
    assert handed_on(question) == []
    assert not Delivery.objects.filter(done_at=None, key=f"clock:{clock.id}").exists()


def test_an_answer_the_courier_has_not_heard_of_stops_a_step_all_the_same() -> None:
    question = make_question(make_talk(make_helper(make_space()).space))
    make_answer(question)

    wind(question, SEVEN + 3 * HOUR)

    assert handed_on(question) == []


def test_other_words_in_the_conversation_do_not_stop_it(later: Later) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))

    make_answer(question, says_so=False)
    make_answer(question, by=asker_of(question))
    later(3 * HOUR)

    assert handed_on(question) == ["helpers"]
    assert not Answer.objects.exists()


def test_an_answer_that_is_taken_back_lets_the_clock_run_on(later: Later) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))
    answer = fresh(make_answer(question))
    by = standing_of(answer.voice.membership)  # type: ignore[arg-type]  # they have a name
    later(HOUR)

    later(10 * HOUR)
    withdraw_post(by=by, post=answer, now=SEVEN + 10 * HOUR)
    later(10 * HOUR)
    later(12 * HOUR - MINUTE)  # an hour was waited before the answer
    assert handed_on(question) == []
    later(12 * HOUR)
    assert handed_on(question) == ["helpers"]

    restore_post(by=by, post=fresh(answer), now=SEVEN + 12 * HOUR)
    later(40 * HOUR)
    assert len(handed_on(question)) == 1


def test_an_answer_that_is_deleted_with_its_writer_answers_nobody(later: Later) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))
    writer = make_member(question.thread.space)
    make_answer(question, by=writer)
    later(HOUR)

    erase_words(membership_ids=[writer.id], now=SEVEN + HOUR)
    later(HOUR)
    later(3 * HOUR)

    assert handed_on(question) == ["helpers"]


def test_a_question_that_is_taken_back_waits_no_more_and_waits_on_when_it_is_put_back(
    later: Later,
) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))
    by = standing_of(asker_of(question))

    withdraw_post(by=by, post=fresh(question.post), now=SEVEN + HOUR)
    later(HOUR)
    later(9 * HOUR)
    assert handed_on(question) == []
    assert clock_of(question).state == ClockState.STOPPED

    restore_post(by=by, post=fresh(question.post), now=SEVEN + 9 * HOUR)
    later(9 * HOUR)
    later(11 * HOUR)
    assert handed_on(question) == ["helpers"]


def test_a_question_that_is_deleted_takes_its_clock_along(later: Later) -> None:
    space = make_helper(make_space()).space
    question = make_question(make_talk(space))
    later(3 * HOUR)

    erase_words(membership_ids=[asker_of(question).id], now=SEVEN + 3 * HOUR)
    later(40 * HOUR)

    assert not Question.objects.exists()
    assert not Clock.objects.exclude(question=None).exists()
    assert told("waiting-stewards") == set()


def test_somebody_who_has_left_waits_no_more_and_is_not_missed(later: Later) -> None:
    space = make_space()
    make_steward(space)
    question = make_question(make_talk(space))
    later(12 * HOUR)
    assert missed_in(space.id, SEVEN) == 1

    unname_words(membership_ids=[asker_of(question).id], now=SEVEN + 13 * HOUR)

    assert missed_in(space.id, SEVEN) == 0


def test_a_closed_conversation_rests_and_runs_on_when_it_is_opened(later: Later) -> None:
    space = make_helper(make_space()).space
    steward = standing_of(make_steward(space))
    question = make_question(make_talk(space))

    close_thread(by=steward, thread=question.thread, reason="", now=SEVEN + HOUR)
    later(HOUR)
    later(9 * HOUR)
    assert handed_on(question) == []

    reopen_thread(by=steward, thread=question.thread, now=SEVEN + 9 * HOUR)
    later(9 * HOUR)
    later(11 * HOUR)
    assert handed_on(question) == ["helpers"]


def test_letting_go_stops_it_and_thinking_again_lets_it_run_on(later: Later) -> None:
    question = make_question(make_talk(make_helper(make_space()).space))
    by, post = standing_of(asker_of(question)), fresh(question.post)

    let_question_go(by=by, post=post, now=SEVEN + HOUR)
    later(9 * HOUR)
    assert handed_on(question) == []
    assert clock_of(question).waited == HOUR

    ask_for_answer(by=by, post=post, now=SEVEN + 9 * HOUR)
    later(11 * HOUR - MINUTE)
    assert handed_on(question) == []
    later(11 * HOUR)
    assert handed_on(question) == ["helpers"]


def test_what_did_not_answer_begins_anew_and_asks_others(later: Later) -> None:
    space = make_space()
    steward = make_steward(space)
    first = make_helper(space)
    question = make_question(make_talk(space))
    later(12 * HOUR)
    make_answer(question, now=SEVEN + 12 * HOUR)
    later(12 * HOUR)
    second = make_helper(space)
    Notice.objects.all().delete()

    ask_for_answer(by=standing_of(asker_of(question)), post=question.post, now=SEVEN + 13 * HOUR)
    later(16 * HOUR - MINUTE)
    assert handed_on(question) == []
    later(16 * HOUR)
    assert told("nudge-asked") == {second.membership_id} != {first.membership_id}
    later(25 * HOUR)

    assert handed_on(question) == ["helpers", "stewards", "welcome"]
    assert told("waiting-stewards") == {steward.id}
    question.refresh_from_db()
    assert question.answered_at is None
    assert clock_of(question).began_at == SEVEN
