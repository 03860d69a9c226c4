# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is reached by what is told to a membership, outside the house."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.urls import reverse

from hearthside.notices.hooks import Reach
from hearthside.notices.models import Notice
from hearthside.notices.queries import notices_told
from hearthside.spaces.hooks import not_for
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.faces import other_faces


def member_behind(face_id: UUID) -> Reach | None:
    """Return who is reached through a membership, while it lasts. One query."""
    found = Membership.objects.active().filter(id=face_id).select_related("space").first()
    return _reach(found) if found else None


def member_faces(person_ids: Collection[UUID]) -> list[Reach]:
    """Return the memberships of these people, while they last, and the voices they speak with
    without their name. Three queries.
    """
    found = Membership.objects.active().filter(person_id__in=person_ids).select_related("space")
    rows = list(found.order_by("joined_at", "id"))
    voices = other_faces([row.id for row in rows])
    return [
        replace(_reach(row), face_id=face_id)
        for row in rows
        for face_id in (row.id, *sorted(voices.get(row.id, ())))
    ]


def _reach(row: Membership) -> Reach:
    path = reverse("spaces:notices", args=[row.space.slug])
    return Reach(row.id, row.person_id, row.id, row.space.name, row.space.slug, path)


def not_shown_inside(reach: Reach, ids: Collection[UUID]) -> set[UUID]:
    """Return which of a face's notices its person's own list leaves out (`hooks.not_for`).
    Three queries and what the answers ask.
    """
    voices = other_faces([reach.member_id]).get(reach.member_id, frozenset())
    if not voices:
        return set()
    told = notices_told(Notice.objects.filter(id__in=ids))
    return {each for answer in not_for.ask(reach.member_id, voices, told) for each in answer}
