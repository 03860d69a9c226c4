# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions inside a conversation: what asks, what answers, and what answers no more."""

from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.folds import fold_post, put_back_post
from hearthside.forum.actions.posts import restore_post, take_down_post, withdraw_post
from hearthside.forum.actions.questions import ask_for_answer, let_question_go
from hearthside.forum.models import Answer, Clock, Question, Thread, WaitKind
from hearthside.forum.queries.clocks import pace_of
from hearthside.forum.tests.builders import author_of, make_board, make_post, make_thread
from hearthside.forum.tests.clock_builders import HOUR, MINUTE
from hearthside.forum.tests.question_builders import (
    SEVEN,
    asker_of,
    fresh,
    make_answer,
    make_question,
    make_talk,
)
from hearthside.forum.tests.test_folds import folding_by
from hearthside.moderation.hooks import PuttingBack
from hearthside.moderation.models import MeasureKind
from hearthside.spaces.tests.builders import make_member, make_space, make_steward, standing_of

pytestmark = pytest.mark.django_db


def test_whatever_the_person_asked_writes_answers_it() -> None:
    thread = make_talk()
    theirs = fresh(make_post(thread))
    question = make_question(thread, of=theirs)

    make_post(thread, by=theirs.voice.membership, now=SEVEN + HOUR)

    question.refresh_from_db()
    assert question.to == theirs.voice
    assert question.answered_at == SEVEN + HOUR


def test_one_post_can_answer_several_questions() -> None:
    thread = make_talk()
    one, other = make_question(thread), make_question(thread)

    answer = make_answer(one, also=[other])

    assert set(Answer.objects.values_list("question", "post")) == {
        (one.id, answer.id),
        (other.id, answer.id),
    }


def test_an_answer_that_is_taken_down_or_folded_away_answers_nobody() -> None:
    space = make_space()
    steward = make_steward(space)
    down, folded, part = (make_question(make_talk(space)) for _ in range(3))
    answers = {each.id: fresh(make_answer(each)) for each in (down, folded, part)}
    by = standing_of(steward)

    take_down_post(by=by, post=answers[down.id], reason="It was unkind.", now=SEVEN + HOUR)
    whole = len(answers[folded.id].source)
    folding = folding_by(steward, (0, whole))
    fold_post(post=answers[folded.id], folding=folding, now=SEVEN)
    fold_post(post=answers[part.id], folding=folding_by(steward, (0, 6)), now=SEVEN)

    def is_answered(question: Question) -> bool:
        question.refresh_from_db()
        return question.answered_at is not None

    assert not is_answered(down)
    assert not is_answered(folded)
    assert is_answered(part)
    back = PuttingBack(space.id, by, folding.measure_id, MeasureKind.FOLDED, SEVEN)
    put_back_post(post=fresh(answers[folded.id]), back=back, now=SEVEN)
    assert is_answered(folded)


def test_a_first_answer_that_is_folded_away_answers_nobody_either() -> None:
    space = make_space()
    steward = make_steward(space)
    thread = make_thread(make_board(space))
    answer = fresh(make_post(thread, source="hush now"))

    fold_post(post=answer, folding=folding_by(steward, (0, 8)), now=SEVEN)

    thread.refresh_from_db()
    assert thread.answered_at is None


def test_an_answer_that_did_not_answer_does_not_count_again_when_it_is_put_back() -> None:
    question = make_question(make_talk())
    answer = fresh(make_answer(question))
    by = standing_of(answer.voice.membership)  # type: ignore[arg-type]  # they have a name
    ask_for_answer(by=standing_of(asker_of(question)), post=question.post, now=SEVEN + 2 * HOUR)

    withdraw_post(by=by, post=answer, now=SEVEN + 3 * HOUR)
    restore_post(by=by, post=fresh(answer), now=SEVEN + 3 * HOUR)

    question.refresh_from_db()
    assert question.answered_at is None


def test_asking_twice_asks_once_and_only_the_author_can() -> None:
    thread = make_talk()
    post = fresh(make_post(thread))
    by = standing_of(post.voice.membership)  # type: ignore[arg-type]  # they have a name

    for _ in range(2):
        ask_for_answer(by=by, post=post, now=SEVEN)
    assert Question.objects.count() == Clock.objects.exclude(question=None).count() == 1

    stranger = standing_of(make_member(thread.space))
    for action in (ask_for_answer, let_question_go):
        with pytest.raises(Refused) as refused:
            action(by=stranger, post=post, now=SEVEN)
        assert refused.value.code == "not-yours"


def test_first_words_and_taken_back_ones_ask_nothing() -> None:
    thread = make_thread()
    author = standing_of(author_of(thread))
    opening = fresh(thread.posts.get())
    own = fresh(make_post(thread, by=author_of(thread)))

    for post, code in ((opening, "waits-already"), (own, "waits-already")):
        with pytest.raises(Refused) as refused:
            ask_for_answer(by=author, post=post, now=SEVEN)
        assert refused.value.code == code
    withdraw_post(by=author, post=own, now=SEVEN)
    with pytest.raises(Refused) as refused:
        ask_for_answer(by=author, post=fresh(own), now=SEVEN)
    assert refused.value.code == "not-shown"


def test_words_are_posted_also_where_they_cannot_ask() -> None:
    thread = make_thread()

    with pytest.raises(Question.DoesNotExist):
        make_question(thread, by=author_of(thread))

    assert thread.posts.count() == 2


def test_the_pace_of_questions_is_told_apart_from_first_answers() -> None:
    space = make_space()
    now = SEVEN + 9 * HOUR
    for minutes in (10, 20, 30, 40):
        make_answer(make_question(make_talk(space)), now=SEVEN + minutes * MINUTE)
    assert pace_of(space.id, now, WaitKind.QUESTION) is None

    make_question(make_talk(space))  # nobody has answered it in nine hours
    pace = pace_of(space.id, now, WaitKind.QUESTION)

    assert pace is not None
    assert (pace.half_within, pace.most_within) == (30 * MINUTE, None)
    first = pace_of(space.id, now)
    assert first is not None
    assert first.most_within == 5 * MINUTE


def test_a_conversation_that_is_erased_takes_everything_along() -> None:
    thread = make_talk()
    make_answer(make_question(thread))

    Thread.objects.filter(id=thread.id).delete()

    assert not Question.objects.exists()
    assert not Answer.objects.exists()
    assert not Clock.objects.exists()
