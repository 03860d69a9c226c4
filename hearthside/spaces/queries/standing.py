# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who somebody is in a space, read in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from hearthside.core.crypto.padding import read_ids
from hearthside.core.prepared import BYTES, ID, TEXT, Prepared
from hearthside.core.records import as_read, columns_of
from hearthside.notices.hooks import Reach
from hearthside.notices.models import Notice
from hearthside.notices.queries import notices_told
from hearthside.spaces.hooks import not_for, restrictions
from hearthside.spaces.models import (
    Apart,
    Distance,
    Keeper,
    MembershipState,
    OtherFaces,
    Space,
)
from hearthside.spaces.queries.faces import faces_key
from hearthside.spaces.rules.standing import KeeperStanding, Standing

_SPACE = columns_of(Space)
_MINE = ["id", "name", "face", "agreed_version"]
_GRANT = ["role", "over", "ends_at"]
NOBODY = UUID(int=0)


def standing_in(slug: str, person_id: UUID | None, now: datetime) -> tuple[Space, Standing] | None:
    """Return a space and what this person is in it, or None where there is no such space.

    One query: the space, the membership, its grants that have not ended, whether a notice
    is unseen and whether anybody is kept apart; one more for who speaks without their name
    somewhere and has no notice under it. Who is no member gets an empty standing.
    """
    person = person_id or NOBODY
    rows = _STANDING.rows(slug=slug, person_id=person, faces_key=faces_key(person, slug))
    return _read(rows, now) if rows else None


def standing_behind(reach: Reach, now: datetime) -> Standing:
    """Return what somebody who can be reached is in the space of this face. One query."""
    found = standing_in(reach.space_slug, reach.person_id, now)
    return found[1] if found else Standing(membership_id=None, space_id=NOBODY)


def _standing(slug: str, person_id: UUID, faces_key: bytes) -> QuerySet[Space, Any]:
    mine = Q(memberships__person_id=person_id, memberships__state=MembershipState.ACTIVE)
    unseen = Notice.objects.filter(recipient_id=OuterRef("mine__id"), seen_at=None)
    apart = Apart.objects.filter(Q(by=OuterRef("mine__id")) | Q(other=OuterRef("mine__id")))
    faces = OtherFaces.objects.filter(key=faces_key).values("kept")
    return (
        Space.objects.filter(slug=slug)
        .annotate(faces=Subquery(faces[:1]), mine=FilteredRelation("memberships", condition=mine))
        .annotate(unseen=Exists(unseen), apart=Exists(apart))
        .values_list(
            *_SPACE,
            *(f"mine__{name}" for name in _MINE),
            *(f"mine__grants__{name}" for name in _GRANT),
            "unseen",
            "apart",
            "faces",
        )
    )


_STANDING = Prepared(_standing, slug=TEXT, person_id=ID, faces_key=BYTES)


def _read(rows: Sequence[Sequence[Any]], now: datetime) -> tuple[Space, Standing]:
    first, width = rows[0], len(_SPACE)
    space = as_read(Space, first[:width])
    membership_id, name, face, agreed = first[width : width + len(_MINE)]
    if membership_id is None:
        return space, Standing(membership_id=None, space_id=space.id)
    grants = [row[width + len(_MINE) : -3] for row in rows]
    unseen, apart, faces = first[-3:]
    voices = read_ids(faces or "")
    standing = Standing(
        membership_id=membership_id,
        space_id=space.id,
        grants=frozenset(
            (role, over)
            for role, over, ends_at in grants
            if role and (not ends_at or ends_at > now)
        ),
        name=name,
        face=face,
        has_agreed=agreed >= space.terms_version,
        has_notices=bool(unseen) or _has_notices(membership_id, voices),
        keeps_apart=bool(apart),
        voices=voices,
    )
    return space, with_restrictions(space, standing, now)


def with_restrictions(space: Space, standing: Standing, now: datetime) -> Standing:
    """Return the standing with what rests for its faces; costs a query only where anything does."""
    if space.restricted_until is None or space.restricted_until <= now:
        return standing
    found = [each for answer in restrictions.ask(space.id, standing.faces, now) for each in answer]
    return replace(standing, restrictions=frozenset(found))


def _has_notices(member_id: UUID, voices: frozenset[UUID]) -> bool:
    """Whether a notice waits for one of these that is for them; what was seen of theirs is gone."""
    if not voices:
        return False
    told = notices_told(Notice.objects.filter(recipient_id__in=voices).order_by("-at", "id")[:50])
    if not told:
        return False
    left_out = {each for ids in not_for.ask(member_id, voices, told) for each in ids}
    return len(left_out) < len(told)


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Whom a member does not meet (blocked, either way), and whom they meet folded."""

    blocked: frozenset[UUID] = frozenset()
    muted: frozenset[UUID] = frozenset()


def kept_apart(membership_id: UUID | None) -> KeptApart:
    """Return whom this member keeps, or is kept, at a distance. One query."""
    if membership_id is None:
        return KeptApart()
    rows = Apart.objects.filter(Q(by=membership_id) | Q(other=membership_id)).values_list(
        "by_id", "other_id", "distance"
    )
    blocked, muted = set(), set()
    for by, other, distance in rows:
        if distance == Distance.BLOCK:
            blocked.add(other if by == membership_id else by)
        elif by == membership_id:
            muted.add(other)
    return KeptApart(frozenset(blocked), frozenset(muted))


def keeper_standing(person_id: UUID | None, now: datetime) -> KeeperStanding:
    """Return what an account keeps at this instant. One query."""
    if person_id is None:
        return KeeperStanding()
    rows = Keeper.objects.filter(lasting_at(now), person_id=person_id)
    kept = set(rows.values_list("organisation_id", flat=True))
    return KeeperStanding(None in kept, frozenset(filter(None, kept)), person_id)


def lasting_at(now: datetime) -> Q:
    return Q(ends_at=None) | Q(ends_at__gt=now)
