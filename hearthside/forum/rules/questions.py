# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions inside a conversation: who may ask, and what answers them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Post, PostState, Question, Thread, ThreadState, Voice
from hearthside.forum.rules.clock import waits
from hearthside.forum.rules.conversation import may_see
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Given:
    """Words that were written in answer to a question, as far as they may answer it.

    ``shown``: others can read at least a part of them. ``counts``: whoever asked did not say
    since that they hope for an answer still.
    """

    voice_id: UUID
    at: datetime
    shown: bool = True
    counts: bool = True


def answered_since(asker_id: UUID, given: Iterable[Given]) -> datetime | None:
    """Since when a question has an answer: shown words of another person that count."""
    answers = (
        each.at for each in given if each.shown and each.counts and each.voice_id != asker_id
    )
    return min(answers, default=None)


def is_answer(voice_id: UUID, question: Question, *, asker_id: UUID, says_so: bool) -> bool:
    """Whether words just written answer a question: their author says so, or was asked.

    Other words in the same conversation do not. They may be about something else, and nobody
    should be taken for answered who is not.
    """
    if voice_id == asker_id or not question.is_open:
        return False
    return says_so or question.to_id == voice_id


def question_waits(question: Question, post: Post, thread: Thread, *, reads: bool) -> bool:
    """Whether somebody waits for an answer to what they asked. ``reads``: they are here."""
    asked = thread.state == ThreadState.OPEN and post.state == PostState.VISIBLE
    return asked and reads and question.is_open


def whole_waits(thread: Thread, voice_id: UUID | None) -> bool:
    """Whether this voice waits for a first answer to the whole conversation it began."""
    return voice_id is not None and thread.author_id == voice_id and waits(thread, reads=True)


def can_ask(thread: Thread, voice_id: UUID | None) -> bool:
    """Whether an answer can be asked for in a conversation: an open one, by anybody but who
    waits for a first answer to all of it. ``voice_id`` is who would ask, if they spoke here."""
    return thread.state == ThreadState.OPEN and not whole_waits(thread, voice_id)


def may_ask(standing: Standing, post: Post, thread: Thread, *, opens: bool) -> Verdict:
    """Whether this person may say that they would like an answer to a post: its author may.

    ``opens``: it is the first of its conversation. Needs ``post.voice`` loaded.
    """
    if not (own := may_let_go(standing, post)):
        return own
    if post.state != PostState.VISIBLE:
        return Verdict("not-shown", _("Others do not see these words now."))
    if thread.state != ThreadState.OPEN:
        return Verdict("closed", _("This conversation takes no new words now."))
    if opens or whole_waits(thread, post.voice_id):
        return Verdict(
            "waits-already",
            _("Whoever begins a conversation waits for an answer anyway. You need not ask for it."),
        )
    return ALLOWED


def may_let_go(standing: Standing, post: Post) -> Verdict:
    """Whether this person may say that they need no answer any more. Needs ``post.voice``."""
    if not (seen := may_see(standing, post)):
        return seen
    if not standing.is_face(post.voice.face_id):
        return Verdict("not-yours", _("Only the person who wrote this can say that."))
    return ALLOWED


def may_be_asked(voice: Voice, thread: Thread, own_voice_id: UUID | None) -> bool:
    """Whether somebody can be asked first: another person who is in this conversation."""
    return voice.thread_id == thread.id and voice.is_somebody and voice.id != own_voice_id
