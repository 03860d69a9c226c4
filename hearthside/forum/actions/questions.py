# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying that one would like an answer to one's own words, and that one needs none any more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hearthside.core.records import locked
from hearthside.forum.actions.clocks import keep_clock, start_over
from hearthside.forum.events import QuestionAsked
from hearthside.forum.models import Answer, Post, Question, Thread, Voice
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.rules.questions import may_ask, may_be_asked, may_let_go
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def ask_for_answer(*, by: Standing, post: Post, now: datetime, of: UUID | None = None) -> Question:
    """Say that one would like an answer to words of one's own, ``of`` somebody first if wished.

    ``of`` is a post of theirs; where nobody can be asked by it, everybody is. What was let go
    waits on. What had an answer begins anew: it did not answer. Saying it twice is saying it
    once. Raises `Refused` as `rules.may_ask` says. Announces `QuestionAsked` where a person is
    asked first.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_ask(by, post, thread, opens=post.id == opening_post_id(thread)).require()
    question = Question.objects.filter(post=post).first()
    if question is None:
        return begin_question(post=post, thread=thread, of=of, now=now)
    if not question.is_open:
        _ask_again(question, now)
        _show(thread, now)
    return question


@transaction.atomic
def begin_question(*, post: Post, thread: Thread, of: UUID | None, now: datetime) -> Question:
    """Let a post, whose conversation is held, ask for an answer from now on.

    For whoever has asked whether its author may. Announces `QuestionAsked` where a person is
    asked first.
    """
    to = _asked_first(thread, post, of)
    question = Question.objects.create(
        space_id=post.space_id, post=post, thread=thread, to=to, asked_at=now
    )
    if to is not None:
        announce(QuestionAsked(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    _show(thread, now)
    return question


@transaction.atomic
def let_question_go(*, by: Standing, post: Post, now: datetime) -> None:
    """Say that one needs no answer any more. Raises `Refused` as `rules.may_let_go` says."""
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_let_go(by, post).require()
    if Question.objects.filter(post=post, let_go=False).update(let_go=True):
        _show(thread, now)


def _ask_again(question: Question, now: datetime) -> None:
    was_answered = question.answered_at is not None
    Answer.objects.filter(question=question).update(counts=False)
    question.let_go, question.answered_at = False, None
    question.save(update_fields=["let_go", "answered_at"])
    if was_answered:
        start_over(question_id=question.id, now=now)


def _asked_first(thread: Thread, post: Post, of: UUID | None) -> Voice | None:
    """The voice that wrote a post, where it can be asked first."""
    asked = Post.objects.select_related("voice").filter(id=of).first() if of else None
    if asked is None or not may_be_asked(asked.voice, thread, post.voice_id):
        return None
    return asked.voice


def _show(thread: Thread, now: datetime) -> None:
    """Show the conversation as it stands, and bring its clocks in line."""
    Thread.objects.filter(id=thread.id).update(version=F("version") + 1)
    keep_clock(thread_id=thread.id, now=now)
