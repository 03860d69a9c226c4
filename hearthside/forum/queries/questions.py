# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions inside conversations, as one reader meets them, and who is asked first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hearthside.core.text import excerpt_of
from hearthside.forum.models import Answer, Meet, Place, Post, PostState, Question, Thread, Voice
from hearthside.forum.queries.notes import met_with_notes, wishes_of
from hearthside.forum.queries.places import how_far, place_key, places_among
from hearthside.forum.rules.notes import how_to_meet, talks_about
from hearthside.forum.rules.questions import may_be_asked
from hearthside.notices.hooks import Reach
from hearthside.privacy.hooks import Part
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.queries.standing import KeptApart, kept_apart
from hearthside.spaces.rules.standing import Standing

SHOWN = 3
"""How many open questions stand beside the box of an answer, the oldest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is open, as one reader meets it: who asks, and how it begins.

    ``passage`` is neutral, and in no language of its own, where this reader folds it.
    """

    post_id: UUID
    name: str
    is_unnamed: bool
    face: str
    passage: str
    language: str
    asked_at: datetime
    is_own: bool


def met_questions(by: Standing, questions: Collection[Question]) -> dict[UUID, Asked]:
    """Those of these questions that this member meets, by their ids. Up to three queries.

    Neither those of whom they keep apart, by name or in the conversation, nor those whose
    notes they hide. Needs ``post.voice`` and ``post.fold`` loaded.
    """
    if not questions:
        return {}
    apart = kept_apart(by.member_id) if by.keeps_apart else KeptApart()
    places = places_among({each.thread_id for each in questions}, by.member_id)
    wishes = wishes_of(by.member_id) if any(each.post.notes for each in questions) else {}
    met: dict[UUID, Asked] = {}
    for question in questions:
        voice, place = question.post.voice, places.get(question.thread_id)
        away = how_far(voice.id, voice.membership_id, place, apart)
        own = by.is_face(voice.face_id)
        how = Meet.SHOW if own else how_to_meet(question.post.notes, wishes)
        if away == Distance.BLOCK or how == Meet.HIDE:
            continue
        is_muted = away == Distance.MUTE
        met[question.id] = _asked(question, own=own, how=how, is_muted=is_muted)
    return met


def _asked(question: Question, *, own: bool, how: Meet, is_muted: bool) -> Asked:
    post, voice = question.post, question.post.voice
    is_plain = how == Meet.SHOW and not is_muted
    passage = excerpt_of(post.whole if own else post.rendered) if is_plain else ""
    if how == Meet.FOLD:
        passage = talks_about(post.notes)
    return Asked(
        post_id=post.id,
        name=voice.name,
        is_unnamed=voice.unnamed,
        face=voice.face,
        passage=passage,
        language=post.language if is_plain else "",
        asked_at=question.asked_at,
        is_own=own,
    )


def with_words(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Load along what shows a question; nothing sealed."""
    loaded = questions.select_related("post__voice", "post__fold", "to")
    return loaded.defer("post__voice__owner", "post__voice__key", "to__owner", "to__key")


def open_in(thread_id: UUID) -> QuerySet[Question]:
    """The questions of a conversation that hope for an answer, oldest first; not of those who
    left."""
    open_ones = Question.objects.filter(thread=thread_id, let_go=False, answered_at=None)
    somebody = Q(post__voice__unnamed=True) | Q(post__voice__membership__isnull=False)
    return open_ones.filter(somebody, post__state=PostState.VISIBLE).order_by("asked_at", "id")


def open_for(by: Standing, thread_id: UUID) -> list[Asked]:
    """The open questions of others in a conversation that this member meets, the oldest."""
    rows = list(with_words(open_in(thread_id))[: 4 * SHOWN])
    met = met_questions(by, rows)
    others = [met[each.id] for each in rows if each.id in met and not met[each.id].is_own]
    return others[:SHOWN]


def answered_with(post_id: UUID) -> list[UUID]:
    """The posts whose questions were answered by a post, as far as they count."""
    rows = Answer.objects.filter(post=post_id, counts=True)
    return list(rows.order_by("id").values_list("question__post_id", flat=True))


def asked_by(voices: Collection[UUID], thread_ids: Collection[UUID]) -> list[UUID]:
    """In which of these conversations one of these voices has asked something."""
    rows = Question.objects.filter(thread__in=thread_ids, post__voice__in=voices)
    return list(rows.order_by("thread").values_list("thread_id", flat=True).distinct())


def may_ask_of(by: Standing, post_id: UUID, thread: Thread, own: Voice | None) -> Voice | None:
    """Who would be asked first by a post; None where this member cannot ask them.

    Nobody they keep apart, in the space or in this conversation; a steward is no exception.
    """
    posts = Post.objects.visible_to(by).filter(state=PostState.VISIBLE, thread=thread)
    post = posts.select_related("voice").defer("voice__owner", "voice__key").filter(id=post_id)
    voice = next((each.voice for each in post), None)
    if voice is None or not may_be_asked(voice, thread, own.id if own else None):
        return None
    place = places_among([thread.id], by.member_id).get(thread.id)
    is_away = place is not None and place.distance_to(voice.id)
    return None if is_away or voice.face_id in kept_apart(by.member_id).blocked else voice


def face_to_tell(question: Question) -> UUID | None:
    """The face that hears that it is asked first; None where its owner does not want to.

    Not if they left, keep whoever asks away, put the conversation out of their sight, or hide
    what it is about. The seal of a voice without a name is opened for it, and heeds only what
    was done in this conversation: a gap because of whom its owner keeps away elsewhere, of what
    they hide, or because they left, would name them (`asked_by_unmet` leaves it out of their
    list, `hidden_questions` on sending). Needs ``post.voice`` and ``to`` loaded.
    """
    to, asker = question.to, question.post.voice
    if to is None or question.post.state != PostState.VISIBLE or not question.is_open:
        return None
    member_id = UUID(to.owner) if to.unnamed and to.owner else to.membership_id
    if member_id is None or not (to.unnamed or _meets(member_id, asker)):
        return None
    place = Place.objects.filter(key=place_key(member_id, question.thread_id)).first()
    if place is not None and (place.hidden or place.distance_to(asker.id)):
        return None
    if not to.unnamed and _hides(question.post_id, member_id):
        return None
    return to.face_id


def _hides(post_id: UUID, member_id: UUID) -> bool:
    return met_with_notes([post_id], member_id)[post_id] == Meet.HIDE


def _meets(member_id: UUID, asker: Voice) -> bool:
    """Whether a member is here and keeps nobody away who asks under this voice."""
    apart = kept_apart(member_id)
    here = Membership.objects.active().filter(id=member_id).exists()
    return here and asker.membership_id not in apart.blocked | apart.muted


def asked_by_unmet(
    member_id: UUID, voices: Collection[UUID], thread_ids: Collection[UUID]
) -> list[UUID]:
    """Conversations in which one of these voices is asked by nobody but people whom the member
    behind them keeps away. What was answered, or needs no answer, is heeded only where nothing
    else is asked there: else whoever asked long ago would stand for who asks now."""
    apart = kept_apart(member_id) if voices and thread_ids else None
    away = apart.blocked | apart.muted if apart else frozenset()
    if not away:
        return []
    asked = Question.objects.filter(thread__in=thread_ids, to__in=voices).order_by("id")
    rows = asked.values_list("thread_id", "post__voice__membership_id")
    still = list(rows.filter(let_go=False, answered_at=None))
    waiting = {thread for thread, _asker in still}
    heeded = still + [row for row in rows if row[0] not in waiting]
    met = {thread for thread, asker in heeded if asker not in away}
    return sorted({thread for thread, _asker in heeded} - met)


def hidden_questions(reach: Reach, thread_ids: Collection[UUID]) -> set[UUID]:
    """Conversations in which whoever is reached hides every question that is open. Two or three
    queries."""
    open_ones = Question.objects.filter(thread__in=thread_ids, let_go=False, answered_at=None)
    posts = dict(open_ones.order_by("id").values_list("post_id", "thread_id"))
    met = met_with_notes(posts, reach.member_id, [reach.face_id])
    return set(posts.values()) - {posts[each] for each, how in met.items() if how != Meet.HIDE}


def name_asked_first(question: Question, apart: Collection[UUID]) -> str:
    """What whoever asked reads of whom they asked first; empty for who left, and for whoever they
    do not meet (any more): a name taken since would tell who that is. Needs ``to`` loaded."""
    to = question.to
    return to.name if to and to.is_somebody and to.face_id not in apart else ""


def exported_questions(ids: Sequence[UUID], voices: Collection[UUID]) -> list[Part]:
    """What somebody would have liked an answer to, and which of their words answered others.

    ``voices`` are those they speak with without their name.
    """
    members = _("The members of the space.")
    leaving = _("As long as the words they belong to.")
    own = Q(post__voice__membership__in=ids) | Q(post__voice__in=voices)
    apart = {other for each in ids for other in kept_apart(each).blocked}
    asked, given = _("What I asked an answer to"), _("Which questions my words answered")
    return [
        Part("questions", asked, list(_questions(own, apart)), members, leaving),
        Part("answers_to_questions", given, list(_answers(own)), members, leaving),
    ]


def _questions(own: Q, apart: Collection[UUID]) -> Iterable[dict[str, Any]]:
    rows = Question.objects.filter(own).select_related("to").defer("to__owner", "to__key")
    for row in rows.order_by("asked_at", "id"):
        yield {
            "conversation": str(row.thread_id),
            "post": str(row.post_id),
            "asked_at": row.asked_at,
            "asked_first": name_asked_first(row, apart),
            "answered_at": row.answered_at,
            "needs_none": row.let_go,
        }


def _answers(own: Q) -> Iterable[dict[str, Any]]:
    rows = Answer.objects.filter(own).select_related("question", "post")
    for row in rows.order_by("post__written_at", "id"):
        yield {
            "conversation": str(row.question.thread_id),
            "post": str(row.post_id),
            "question": str(row.question.post_id),
        }
