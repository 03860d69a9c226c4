# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who somebody is in a space, read in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Subject
from hearthside.spaces.models import (
    Apart,
    Distance,
    Grant,
    Keeper,
    Membership,
    MembershipState,
    Role,
    Space,
)
from hearthside.spaces.rules import Standing

_SPACE = [field.attname for field in Space._meta.concrete_fields]
_MINE = ["id", "name", "face", "agreed_version"]
_GRANT = ["role", "over", "ends_at"]


def standing_in(slug: str, person_id: UUID | None, now: datetime) -> tuple[Space, Standing] | None:
    """Return a space and what this person is in it, or None where there is no such space.

    One query: the space, the membership, its grants that have not ended, and whether a
    notice is unseen. A person who is no member gets an empty standing.
    """
    mine = Q(memberships__person_id=person_id, memberships__state=MembershipState.ACTIVE)
    unseen = Notice.objects.filter(recipient_id=OuterRef("mine__id"), seen_at=None)
    rows = list(
        Space.objects.filter(slug=slug)
        .annotate(mine=FilteredRelation("memberships", condition=mine), unseen=Exists(unseen))
        .values_list(
            *_SPACE,
            *(f"mine__{name}" for name in _MINE),
            *(f"mine__grants__{name}" for name in _GRANT),
            "unseen",
        )
    )
    if not rows:
        return None
    return _read(rows, now)


def _read(rows: Sequence[tuple[Any, ...]], now: datetime) -> tuple[Space, Standing]:
    first, width = rows[0], len(_SPACE)
    space = Space.from_db("default", _SPACE, list(first[:width]))
    membership_id, name, face, agreed = first[width : width + len(_MINE)]
    if membership_id is None:
        return space, Standing(membership_id=None, space_id=space.id)
    grants = [row[width + len(_MINE) : -1] for row in rows]
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
        has_notices=first[-1],
    )
    return space, standing


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


@dataclass(frozen=True, slots=True)
class KeeperStanding:
    """What an account keeps: the installation, or some organisations."""

    keeps_installation: bool = False
    organisation_ids: frozenset[UUID] = frozenset()

    @property
    def keeps_anything(self) -> bool:
        return self.keeps_installation or bool(self.organisation_ids)

    def keeps(self, organisation_id: UUID) -> bool:
        """Whether this account keeps this organisation."""
        return self.keeps_installation or organisation_id in self.organisation_ids


def keeper_standing(person_id: UUID | None, now: datetime) -> KeeperStanding:
    """Return what an account keeps at this instant. One query."""
    if person_id is None:
        return KeeperStanding()
    rows = Keeper.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), person_id=person_id
    ).values_list("organisation_id", flat=True)
    kept = set(rows)
    return KeeperStanding(None in kept, frozenset(row for row in kept if row is not None))


def memberships_of(person_id: UUID) -> list[Membership]:
    """Return a person's own active memberships with their spaces, for that person only."""
    return list(
        Membership.objects.active()
        .filter(person_id=person_id)
        .select_related("space")
        .order_by("space__name", "id")
    )


def membership_ids(subject: Subject) -> list[UUID]:
    """Return the memberships an export or an erasure is about, also those that ended."""
    rows = Membership.objects.filter(person_id=subject.person_id)
    if subject.membership_id is not None:
        rows = rows.filter(id=subject.membership_id)
    return list(rows.order_by("id").values_list("id", flat=True))


def steward_ids(space_id: UUID, now: datetime) -> list[UUID]:
    """Return the memberships that look after a whole space at this instant."""
    grants = Grant.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        membership__space_id=space_id,
        membership__state=MembershipState.ACTIVE,
        role=Role.STEWARD,
        over=None,
    )
    return list(grants.order_by("since", "id").values_list("membership_id", flat=True))
