# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question asked without a name, or of somebody without one, joins to nobody."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.questions import ask_for_answer
from hearthside.forum.actions.voices import keep_voice_apart
from hearthside.forum.listeners.questions import own_questions
from hearthside.forum.models import Question
from hearthside.forum.queries.waiting import own_waits, waits_of
from hearthside.forum.tasks.clocks import words_of_waiting
from hearthside.forum.tests.builders import go_round, keep_away, make_helper, unnamed_post
from hearthside.forum.tests.clock_builders import HOUR, told, wind
from hearthside.forum.tests.pages import notices_of
from hearthside.forum.tests.question_builders import make_answer, make_question, make_talk
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Subject
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


def test_whoever_asks_without_a_name_stays_so_and_reads_how_it_stands() -> None:
    thread = make_talk()
    asker = make_member(thread.space)

    question = make_question(thread, by=asker, unnamed=True)

    assert question.post.voice.unnamed
    assert question.post.voice.membership is None
    [wait] = own_waits(thread, standing_of(asker), SIX_PM + 2 * HOUR)
    assert wait.answer_by == SIX_PM + 7 * HOUR
    assert own_waits(thread, standing_of(make_member(thread.space)), SIX_PM) == []
    assert list(waits_of(standing_of(asker), [question.post])) == [question.post_id]


def test_an_unnamed_asker_is_nudged_as_everybody_else_and_reads_why() -> None:
    space = make_space()
    asker, other = make_helper(space).membership, make_helper(space).membership
    question = make_question(make_talk(space), by=asker, unnamed=True)

    wind(question, SIX_PM + 4 * HOUR)

    assert told("nudge-asked") == {asker.id, other.id}
    (mine,), (theirs,) = notices_of(asker), notices_of(other)
    assert "where you asked something without your name" in mine.words
    assert theirs.words == words_of_waiting("nudge-asked", 1)


def test_keeping_a_name_apart_leaves_no_gap_around_an_unnamed_question() -> None:
    space = make_space()
    asker, helper = make_member(space), make_helper(space)
    keep_away(asker, helper.membership)
    question = make_question(make_talk(space), by=asker, unnamed=True)

    wind(question, SIX_PM + 4 * HOUR)

    assert Notice.objects.get(kind="nudge-asked").recipient_id == helper.membership_id


def test_an_unnamed_answer_answers_also_somebody_its_owner_keeps_away() -> None:
    """Else whoever asked would learn from it who speaks there."""
    thread = make_talk()
    asker, owner = make_member(thread.space), make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    thread.refresh_from_db()
    question = make_question(thread, by=asker, of=theirs)
    keep_away(owner, asker)

    make_answer(question, by=owner, says_so=False)

    question.refresh_from_db()
    assert question.answered_at is not None


def test_a_voice_without_a_name_is_asked_under_that_voice() -> None:
    thread = make_talk()
    theirs = unnamed_post(thread, make_member(thread.space))
    thread.refresh_from_db()

    make_question(thread, of=theirs)
    go_round()

    assert Notice.objects.get(kind="asked").recipient_id == theirs.voice_id


@pytest.mark.parametrize("distance", [Distance.BLOCK, Distance.MUTE])
def test_a_voice_is_told_of_everybody_who_asks_and_its_owner_reads_of_those_they_meet(
    distance: Distance,
) -> None:
    """Else the gap would say whom its owner keeps away, and so who it is."""
    thread = make_talk()
    owner, asker = make_member(thread.space), make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    keep_away(owner, asker, distance)
    thread.refresh_from_db()

    make_question(thread, by=asker, of=theirs)
    go_round()

    assert Notice.objects.get(kind="asked").recipient_id == theirs.voice_id
    assert "asked" not in {notice.kind for notice in notices_of(owner)}
    make_question(thread, by=make_member(thread.space), of=theirs)
    go_round()
    assert "asked" in {notice.kind for notice in notices_of(owner)}


def test_who_was_answered_long_ago_does_not_stand_for_somebody_blocked_who_asks_now() -> None:
    thread = make_talk()
    owner, asker = make_member(thread.space), make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    thread.refresh_from_db()
    make_answer(make_question(thread, by=make_member(thread.space), of=theirs), by=owner)
    keep_away(owner, asker)

    make_question(thread, by=asker, of=theirs, now=SIX_PM + 3 * HOUR)
    go_round()
    assert "asked" not in {notice.kind for notice in notices_of(owner)}

    Question.objects.update(answered_at=SIX_PM + 4 * HOUR)
    assert "asked" in {notice.kind for notice in notices_of(owner)}


def test_a_voice_whose_owner_left_is_asked_as_before() -> None:
    thread = make_talk()
    owner = make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    thread.refresh_from_db()
    Membership.objects.filter(id=owner.id).update(state="left", ended_at=SIX_PM)

    make_question(thread, of=theirs)
    go_round()

    assert Notice.objects.get(kind="asked").recipient_id == theirs.voice_id


def test_a_voice_that_keeps_the_asker_away_there_is_not_told() -> None:
    thread = make_talk()
    owner, asker = make_member(thread.space), make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    voice = unnamed_post(thread, asker).voice
    keep_voice_apart(by=standing_of(owner), voice=voice, distance=Distance.MUTE, now=SIX_PM)
    thread.refresh_from_db()

    question = make_question(thread, by=asker, of=theirs)
    go_round()

    assert question.to == theirs.voice
    assert not Notice.objects.filter(kind="asked").exists()


def test_an_unnamed_asker_can_ask_again_and_let_go() -> None:
    thread = make_talk()
    asker = make_member(thread.space)
    question = make_question(thread, by=asker, unnamed=True)
    make_answer(question)

    ask_for_answer(by=standing_of(asker), post=question.post, now=SIX_PM + 3 * HOUR)

    question.refresh_from_db()
    assert question.is_open


def test_the_export_holds_ones_own_questions_and_answers_under_every_face() -> None:
    thread = make_talk()
    asker, other = make_member(thread.space), make_member(thread.space)
    question = make_question(thread, by=asker, unnamed=True)
    make_answer(question, by=other)

    def rows(member: Membership) -> dict[str, int]:
        parts = own_questions(Subject(member.person_id, member.id))
        return {part.name: len(part.rows) for part in parts}

    assert rows(asker) == {"questions": 1, "answers_to_questions": 0}
    assert rows(other) == {"questions": 0, "answers_to_questions": 1}


def test_who_was_asked_first_and_leaves_is_asked_by_nobody() -> None:
    thread = make_talk()
    theirs = unnamed_post(thread, make_member(thread.space))
    thread.refresh_from_db()
    question = make_question(thread, of=theirs)

    theirs.voice.delete()

    assert Question.objects.get(id=question.id).to is None
