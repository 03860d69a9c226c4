# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people of a space: whom one meets, and who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from hearthside.spaces import hooks
from hearthside.spaces.models import (
    Apart,
    Distance,
    Grant,
    Keeper,
    Membership,
    MembershipQuerySet,
    MembershipState,
    Role,
    Space,
)
from hearthside.spaces.queries.standing import lasting_at
from hearthside.spaces.rules.standing import Standing

PEOPLE_PER_PAGE = 40


def steward_ids(space_id: UUID, now: datetime) -> list[UUID]:
    """Return the memberships that look after a whole space at this instant."""
    grants = stewards_in(space_id).filter(lasting_at(now))
    return list(grants.order_by("since", "id").values_list("membership_id", flat=True))


def enders_of(removed_id: UUID | None) -> set[UUID]:
    """Return who took part in removing this membership; nobody where none was removed."""
    answers = hooks.ended_by.ask(removed_id) if removed_id else []
    return {each for answer in answers for each in answer}


def holders_of_role(space_id: UUID, role: Role, now: datetime) -> list[UUID]:
    """Return the memberships that hold a role over a whole space at this instant."""
    grants = Grant.objects.filter(
        lasting_at(now),
        membership__space_id=space_id,
        membership__state=MembershipState.ACTIVE,
        role=role,
        over=None,
    )
    return list(grants.order_by("since", "id").values_list("membership_id", flat=True))


def lasting_stewards(space_id: UUID) -> set[UUID]:
    """Return the members who are stewards of the whole space without an end."""
    return set(stewards_in(space_id).filter(ends_at=None).values_list("membership_id", flat=True))


def stewards_in(space_id: UUID | OuterRef) -> QuerySet[Grant]:
    return Grant.objects.filter(
        membership__space_id=space_id,
        membership__state=MembershipState.ACTIVE,
        role=Role.STEWARD,
        over=None,
    )


def met_by(standing: Standing) -> MembershipQuerySet:
    """Members whom this member meets, by name. The SQL twin of `rules.may_meet`."""
    if not standing.is_member:
        return Membership.objects.none()
    me, other = standing.membership_id, OuterRef("id")
    walls = Apart.objects.filter(
        Q(by=me, other=other) | Q(by=other, other=me), distance=Distance.BLOCK
    )
    here = Membership.objects.active().filter(~Exists(walls), space_id=standing.space_id)
    return here.order_by("name_key")


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, by name, and the one after whom the next page begins."""

    rows: list[Membership]
    after: UUID | None = None


def people_page(people: MembershipQuerySet, after: UUID | None, now: datetime) -> People:
    """Return a page of ``people`` by name; pages hold still while others come and go."""
    if after:  # whoever is not among them (any more) stands nowhere, or it would tell of a block
        start = people.filter(id=after).values_list("name_key", flat=True).first()
        people = people.filter(name_key__gt=start or "")
    found = list(with_roles(people, now)[: PEOPLE_PER_PAGE + 1])
    rows = found[:PEOPLE_PER_PAGE]
    return People(rows, rows[-1].id if len(found) > PEOPLE_PER_PAGE else None)


def helpers_of(standing: Standing, now: datetime) -> list[Membership]:
    """Return a few of those who look after the space, for its front room. Two queries."""
    roles = Grant.objects.filter(lasting_at(now), membership=OuterRef("id"), over=None)
    return list(with_roles(met_by(standing).filter(Exists(roles)), now)[:8])


def keepers_among(space: Space, now: datetime) -> list[datetime]:
    """Return since when each keeper of this space's organisation has been a member of it."""
    keeping = Keeper.objects.filter(
        Q(organisation=None) | Q(organisation=space.organisation_id),
        lasting_at(now),
        person=OuterRef("person"),
    )
    members = Membership.objects.active().filter(Exists(keeping), space=space)
    return list(members.order_by("joined_at", "id").values_list("joined_at", flat=True))


def with_roles(people: MembershipQuerySet, now: datetime) -> MembershipQuerySet:
    """Load along what each of ``people`` looks after at this instant, as ``roles_now``."""
    grants = Grant.objects.filter(lasting_at(now), over=None).order_by("since", "id")
    return people.prefetch_related(Prefetch("grants", grants, to_attr="roles_now"))


def is_same_person(membership_id: UUID, person_id: UUID | None) -> bool:
    """Whether a membership is this account's own."""
    own = Membership.objects.filter(id=membership_id, person_id=person_id or UUID(int=0))
    return own.exists()
