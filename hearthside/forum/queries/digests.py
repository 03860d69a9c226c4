# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum has to say in somebody's digest: who answered, and who still waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from hearthside.core import clock
from hearthside.forum.models import Voice
from hearthside.forum.queries.met import headings_of
from hearthside.forum.queries.places import places_among
from hearthside.forum.queries.threads import waiting_page
from hearthside.forum.queries.unmet import with_nothing_new
from hearthside.notices.hooks import Belonging, Line, Reach
from hearthside.notices.models import Notice
from hearthside.notices.queries import reach_of
from hearthside.notices.rules import WAITING_AT_MOST
from hearthside.spaces.queries.standing import standing_behind

ANSWERED = "answered"


def belonging_of(reaches: Sequence[Reach], since: datetime) -> list[Belonging]:
    """Return, face by face, the answers not yet seen and up to three who wait.

    Nothing that a face does not meet or does not follow any more. The same number of queries
    for each face, however much it has written and however many are in its space.
    """
    news = _answers_to([reach.face_id for reach in reaches], since)
    return [
        Belonging(
            reach.face_id,
            answered=_met(reach, news.get(reach.face_id, {})),
            waiting=[] if reach.is_voice else _waiting(reach),
        )
        for reach in reaches
    ]


def voice_behind(face_id: UUID) -> Reach | None:
    """Return who is reached by what is told to a voice without a name: its seal is opened for
    the moment of sending. Two queries.
    """
    voice = Voice.objects.filter(id=face_id, unnamed=True).only("owner").first()
    owner = reach_of(UUID(voice.owner)) if voice and voice.owner else None
    return replace(owner, face_id=face_id) if owner else None


def _answers_to(faces: Collection[UUID], since: datetime) -> dict[UUID, dict[UUID, int]]:
    """How many answers each face has not seen, conversation by conversation. One query."""
    unseen = Notice.objects.filter(
        recipient_id__in=faces, kind=ANSWERED, seen_at=None, at__gte=since
    )
    found: dict[UUID, dict[UUID, int]] = {}
    for notice in unseen.order_by("at", "id"):
        found.setdefault(notice.recipient_id, {})[notice.subject_id] = notice.times
    return found


def _met(reach: Reach, answers: Mapping[UUID, int]) -> list[Line]:
    if not answers:
        return []
    headings = headings_of(reach.member_id, _followed(reach.member_id, answers))
    voices = [reach.face_id] if reach.is_voice else []  # others hear of no answer they do not meet
    unmet = with_nothing_new(reach.member_id, voices, answers)
    return [
        Line(headings[thread_id], _path(reach, thread_id), times)
        for thread_id, times in answers.items()
        if thread_id in headings and thread_id not in unmet
    ]


def _followed(member_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Which of these conversations a member still follows."""
    places = places_among(ids, member_id)
    return {thread_id for thread_id, place in places.items() if place.followed}


def _waiting(reach: Reach) -> list[Line]:
    """Conversations without an answer that this member meets, the longest waiting first."""
    standing = standing_behind(reach, clock.now())
    if not standing.is_member:  # gone since it was asked
        return []
    shown = waiting_page(standing, None).rows
    # Without those of their own, but for those without a name: every other mail of the morning
    # has them, and the one in which they are missing would be their author's.
    rows = [row for row in shown if row.author_unnamed or not row.is_own]
    return [Line(row.heading, _path(reach, row.id)) for row in rows[:WAITING_AT_MOST]]


def _path(reach: Reach, thread_id: UUID) -> str:
    return reverse("forum:thread", args=[reach.space_slug, thread_id])
