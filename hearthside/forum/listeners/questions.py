# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum hears of and says about questions inside conversations."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from hearthside.core.events import after
from hearthside.forum.events import QuestionAsked
from hearthside.forum.models import Question
from hearthside.forum.queries.questions import asked_by_unmet, exported_questions, face_to_tell
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import Group, group_of, words
from hearthside.notices.queries import Told
from hearthside.privacy.hooks import Part, Subject, claims, export_of
from hearthside.spaces.hooks import not_for
from hearthside.spaces.queries.faces import other_faces
from hearthside.spaces.queries.own import membership_ids

ASKED = "asked"

claims("forum.Answer", "forum.Question")


@after(QuestionAsked)
def tell_who_is_asked_first(event: QuestionAsked) -> None:
    """Tell the person whom somebody asks, where they can be reached by them."""
    questions = Question.objects.select_related("post__voice", "to", "space")
    question = questions.filter(post=event.post_id).first()
    face = face_to_tell(question) if question else None
    if question is None or face is None:
        return
    path = reverse("forum:post", args=[question.space.slug, question.post_id])
    telling = Telling(event.space_id, face, ASKED, event.thread_id, path)
    notify(telling=telling, now=question.asked_at)


@not_for.answer
def questions_of_people_not_met(
    member_id: UUID, voices: Collection[UUID], told: Collection[Told]
) -> Collection[UUID]:
    """Nobody reads that somebody whom they keep away asks them where they speak unnamed."""
    asked = {each.subject_id: each.id for each in told if each.kind == ASKED}
    return [asked[each] for each in asked_by_unmet(member_id, voices, asked)]


@words.answer
def words_of_being_asked(kind: str, times: int) -> str | None:
    """What somebody reads who is asked first."""
    if kind != ASKED:
        return None
    return ngettext(
        "Somebody asks you something in a conversation. You can answer, or leave it to others.",
        "Somebody asks you %(times)d things in a conversation. You can answer, or leave it to "
        "others.",
        times,
    ) % {"times": times}


@group_of.answer
def group_of_being_asked(kind: str) -> Group | None:
    """Being asked is like being answered: somebody speaks to one."""
    return Group.ANSWERS if kind == ASKED else None


@export_of.answer
def own_questions(subject: Subject) -> list[Part]:
    """What somebody asked an answer to, and which questions their words answered."""
    ids = membership_ids(subject)
    voices = {each for faces in other_faces(ids).values() for each in faces}
    return exported_questions(ids, voices)
