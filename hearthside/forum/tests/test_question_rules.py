# SPDX-License-Identifier: AGPL-3.0-or-later
"""What answers a question, for all that may be said in a conversation."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hearthside.forum.models import (
    Level,
    Post,
    PostState,
    Question,
    Thread,
    ThreadState,
    Voice,
    WaitKind,
)
from hearthside.forum.rules.clock import BOUNDS, DEFAULT_MINUTES, usual_minutes
from hearthside.forum.rules.folds import is_folded_away, without
from hearthside.forum.rules.questions import (
    Given,
    answered_since,
    can_ask,
    is_answer,
    may_be_asked,
    question_waits,
)
from hearthside.spaces.tests.builders import SIX_PM

ASKER, ASKED, OTHER = uuid4(), uuid4(), uuid4()


def question(to: UUID | None = None, *, let_go: bool = False, answered: bool = False) -> Question:
    return Question(to_id=to, let_go=let_go, answered_at=SIX_PM if answered else None)


@pytest.mark.parametrize("seed", range(300))
def test_only_shown_words_of_another_that_count_answer_and_the_first_of_them_says_when(
    seed: int,
) -> None:
    dice = random.Random(seed)
    given = [
        Given(
            dice.choice([ASKER, ASKED, OTHER]),
            SIX_PM + timedelta(minutes=dice.randrange(500)),
            shown=dice.random() < 0.6,
            counts=dice.random() < 0.6,
        )
        for _ in range(dice.randrange(6))
    ]

    since = answered_since(ASKER, given)

    right = [e for e in given if e.voice_id != ASKER and e.shown and e.counts]
    assert (since is not None) == bool(right)
    assert since in [each.at for each in right] or since is None
    assert all(since <= each.at for each in right if since)
    dice.shuffle(given)
    assert answered_since(ASKER, given) == since
    more = [*given, Given(ASKER, SIX_PM), Given(OTHER, SIX_PM, shown=False)]
    assert answered_since(ASKER, more) == since


def test_an_answer_says_so_or_is_by_the_person_asked() -> None:
    to_all, to_one = question(), question(ASKED)

    assert is_answer(OTHER, to_all, asker_id=ASKER, says_so=True)
    assert is_answer(OTHER, to_one, asker_id=ASKER, says_so=True)
    assert is_answer(ASKED, to_one, asker_id=ASKER, says_so=False)
    assert not is_answer(OTHER, to_one, asker_id=ASKER, says_so=False)
    assert not is_answer(OTHER, to_all, asker_id=ASKER, says_so=False)
    assert not is_answer(ASKER, to_all, asker_id=ASKER, says_so=True)
    assert not is_answer(OTHER, question(let_go=True), asker_id=ASKER, says_so=True)
    assert not is_answer(OTHER, question(answered=True), asker_id=ASKER, says_so=True)


def test_a_question_waits_while_it_is_open_shown_and_somebody_reads() -> None:
    shown, here = Post(state=PostState.VISIBLE), Thread(state=ThreadState.OPEN)

    assert question_waits(question(), shown, here, reads=True)
    assert not question_waits(question(), shown, here, reads=False)
    assert not question_waits(question(let_go=True), shown, here, reads=True)
    assert not question_waits(question(answered=True), shown, here, reads=True)
    for state in (PostState.WITHDRAWN, PostState.TAKEN_DOWN):
        assert not question_waits(question(), Post(state=state), here, reads=True)
    for closed in (ThreadState.CLOSED, ThreadState.WITHDRAWN):
        assert not question_waits(question(), shown, Thread(state=closed), reads=True)


def test_who_waits_for_a_first_answer_need_not_ask_for_it() -> None:
    waiting = Thread(state=ThreadState.OPEN, author_id=ASKER)

    assert not can_ask(waiting, ASKER)
    assert can_ask(waiting, OTHER)
    assert can_ask(waiting, None)
    assert can_ask(Thread(state=ThreadState.OPEN, author_id=ASKER, answered_at=SIX_PM), ASKER)
    assert not can_ask(Thread(state=ThreadState.CLOSED, author_id=OTHER), ASKER)


def test_only_somebody_else_who_is_still_in_the_conversation_is_asked_first() -> None:
    thread = Thread()
    there = Voice(thread=thread, membership_id=uuid4())

    assert may_be_asked(there, thread, ASKER)
    assert not may_be_asked(there, thread, there.id)
    assert not may_be_asked(there, Thread(), ASKER)
    assert not may_be_asked(Voice(thread=thread), thread, ASKER)
    assert may_be_asked(Voice(thread=thread, unnamed=True), thread, ASKER)


def test_the_stewards_are_told_of_a_question_within_a_day_whatever_was_chosen() -> None:
    for kind in WaitKind:
        for level, minutes in usual_minutes(kind).items():
            assert BOUNDS[level][0] <= minutes <= BOUNDS[level][1]
    assert usual_minutes(WaitKind.CONVERSATION) == DEFAULT_MINUTES
    assert usual_minutes(WaitKind.QUESTION)[Level.ORDINARY] == 360


@pytest.mark.parametrize(
    ("spans", "gone"), [([[0, 12]], True), ([[0, 5], [6, 12]], True), ([[0, 5]], False)]
)
def test_words_of_which_all_is_folded_are_gone(spans: list[list[int]], gone: bool) -> None:
    assert is_folded_away(without("hello to you", {"a": spans})) is gone
