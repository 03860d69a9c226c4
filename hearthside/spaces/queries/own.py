# SPDX-License-Identifier: AGPL-3.0-or-later
"""The spaces of an account, and the doors it stands before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Subject
from hearthside.spaces.models import (
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One space somebody belongs to, as they see it on their own home page."""

    membership_id: UUID
    space: Space
    name: str
    face: str
    has_notices: bool


def memberships_of(person_id: UUID) -> list[OwnPlace]:
    """Return the spaces a person belongs to, for that person only. One query."""
    unseen = Notice.objects.filter(recipient_id=OuterRef("id"), seen_at=None)
    own = Membership.objects.active().filter(person_id=person_id).annotate(unseen=Exists(unseen))
    rows = own.select_related("space").order_by("space__name", "id")
    return [OwnPlace(m.id, m.space, m.name, m.face, getattr(m, "unseen", False)) for m in rows]


@dataclass(frozen=True, slots=True)
class Doorstep:
    """How somebody who is no member stands before a space: were they here, have they asked."""

    past: Membership | None = None
    waiting: JoinRequest | None = None
    declined: JoinRequest | None = None

    @property
    def state(self) -> MembershipState | None:
        """What they were here, or None for somebody new."""
        return MembershipState(self.past.state) if self.past else None

    @property
    def declined_at(self) -> datetime | None:
        """When they were last told no."""
        return self.declined.answered_at if self.declined else None


def doorstep_of(space_id: UUID, person_id: UUID | None) -> Doorstep:
    """Return how an account stands before a space. Two queries, none for a visitor."""
    if person_id is None:
        return Doorstep()
    past = Membership.objects.filter(space_id=space_id, person_id=person_id).first()
    asked = JoinRequest.objects.filter(space_id=space_id, person_id=person_id)
    open_or_no = asked.filter(state__in=[RequestState.WAITING, RequestState.DECLINED])
    last = open_or_no.order_by("-asked_at", "id").first()
    if last and last.state == RequestState.WAITING:
        return Doorstep(past, waiting=last)
    if last and past and past.ended_at and last.asked_at < past.ended_at:
        return Doorstep(past)  # what they were told before they were here says nothing now
    return Doorstep(past, declined=last)


def doors_of(person_id: UUID, now: datetime) -> list[Space]:
    """Return the spaces that owe a person an answer, lately said no, or removed them."""
    asked = JoinRequest.objects.filter(
        Q(state=RequestState.WAITING)
        | Q(state=RequestState.DECLINED, answered_at__gt=now - LATELY),
        space=OuterRef("id"),
        person_id=person_id,
    )
    mine = Membership.objects.filter(space=OuterRef("id"), person_id=person_id)
    removed = mine.filter(state=MembershipState.REMOVED)
    doors = Space.objects.filter(Exists(asked) | Exists(removed), ~Exists(mine.active()))
    return list(doors.order_by("name", "id"))


def membership_ids(subject: Subject) -> list[UUID]:
    """Return the memberships an export or an erasure is about, also those that ended."""
    rows = Membership.objects.filter(person_id=subject.person_id)
    if subject.membership_id is not None:
        rows = rows.filter(id=subject.membership_id)
    return list(rows.order_by("id").values_list("id", flat=True))
