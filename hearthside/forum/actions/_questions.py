# SPDX-License-Identifier: AGPL-3.0-or-later
"""What words do to the questions of a conversation; inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hearthside.forum.models import Answer, Post, PostState, Question, Thread, Voice
from hearthside.forum.rules.folds import is_folded_away
from hearthside.forum.rules.questions import Given, answered_since, is_answer
from hearthside.spaces.queries.standing import kept_apart


@dataclass(frozen=True, slots=True)
class ReplyLinks:
    """What a reply says beside its words: that its author would like an answer, ``of`` whom
    first (a post of theirs), and which questions (the posts they stand in) it answers."""

    asks: bool = False
    of: UUID | None = None
    answers: frozenset[UUID] = frozenset()


NO_LINKS = ReplyLinks()


def take_as_answers(post: Post, voice: Voice, says_so: Collection[UUID]) -> None:
    """Note which questions of its conversation a new post answers, and since when.

    Where two who keep apart under their names do not meet each other's words, neither answers
    the other.
    """
    rows = Question.objects.filter(thread=post.thread_id, let_go=False, answered_at=None)
    apart = kept_apart(voice.membership_id).blocked
    for question in rows.select_related("post__voice"):
        asker = question.post.voice
        says = question.post_id in says_so
        if asker.membership_id is not None and asker.membership_id in apart:
            continue
        if is_answer(voice.id, question, asker_id=asker.id, says_so=says):
            Answer.objects.create(space_id=post.space_id, question=question, post=post)
            question.answered_at = post.written_at
            question.save(update_fields=["answered_at"])


def settle_questions(thread: Thread) -> None:
    """Work out again since when each question of a conversation is answered."""
    questions = {
        each.id: each for each in Question.objects.filter(thread=thread).select_related("post")
    }
    if not questions:
        return
    given: dict[UUID, list[Given]] = {each: [] for each in questions}
    answers = Answer.objects.filter(question__in=questions).select_related("post__fold")
    for answer in answers:
        given[answer.question_id].append(_given(answer))
    for question in questions.values():
        since = answered_since(question.post.voice_id, given[question.id])
        if since != question.answered_at:
            question.answered_at = since
            question.save(update_fields=["answered_at"])


def _given(answer: Answer) -> Given:
    post = answer.post
    shown = post.state == PostState.VISIBLE and not is_folded_away(post.shown_source)
    return Given(post.voice_id, post.written_at, shown=shown, counts=answer.counts)
