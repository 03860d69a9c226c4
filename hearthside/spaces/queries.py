# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who somebody is in a space, read in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet

from hearthside.core.prepared import ID, TEXT, Prepared
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Subject
from hearthside.spaces.models import (
    Apart,
    Distance,
    Grant,
    JoinRequest,
    Keeper,
    Membership,
    MembershipQuerySet,
    MembershipState,
    Organisation,
    RequestState,
    Role,
    Space,
)
from hearthside.spaces.rules import KeeperStanding, Standing

_SPACE = [field.attname for field in Space._meta.concrete_fields]
_MINE = ["id", "name", "face", "agreed_version"]
_GRANT = ["role", "over", "ends_at"]
PEOPLE_PER_PAGE = 40
LATELY = timedelta(days=30)
NOBODY = UUID(int=0)


def standing_in(slug: str, person_id: UUID | None, now: datetime) -> tuple[Space, Standing] | None:
    """Return a space and what this person is in it, or None where there is no such space.

    One query: the space, the membership, its grants that have not ended, whether a notice
    is unseen and whether anybody is kept apart. Who is no member gets an empty standing.
    """
    rows = _STANDING.rows(slug=slug, person_id=person_id or NOBODY)
    return _read(rows, now) if rows else None


def _standing(slug: str, person_id: UUID) -> QuerySet[Space, Any]:
    mine = Q(memberships__person_id=person_id, memberships__state=MembershipState.ACTIVE)
    unseen = Notice.objects.filter(recipient_id=OuterRef("mine__id"), seen_at=None)
    apart = Apart.objects.filter(Q(by=OuterRef("mine__id")) | Q(other=OuterRef("mine__id")))
    return (
        Space.objects.filter(slug=slug)
        .annotate(mine=FilteredRelation("memberships", condition=mine))
        .annotate(unseen=Exists(unseen), apart=Exists(apart))
        .values_list(
            *_SPACE,
            *(f"mine__{name}" for name in _MINE),
            *(f"mine__grants__{name}" for name in _GRANT),
            "unseen",
            "apart",
        )
    )


_STANDING = Prepared(_standing, slug=TEXT, person_id=ID)


def _read(rows: Sequence[Sequence[Any]], now: datetime) -> tuple[Space, Standing]:
    first, width = rows[0], len(_SPACE)
    space = Space.from_db("default", _SPACE, list(first[:width]))
    membership_id, name, face, agreed = first[width : width + len(_MINE)]
    if membership_id is None:
        return space, Standing(membership_id=None, space_id=space.id)
    grants = [row[width + len(_MINE) : -2] for row in rows]
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
        has_notices=bool(first[-2]),
        keeps_apart=bool(first[-1]),
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


def keeper_standing(person_id: UUID | None, now: datetime) -> KeeperStanding:
    """Return what an account keeps at this instant. One query."""
    if person_id is None:
        return KeeperStanding()
    rows = Keeper.objects.filter(_lasting_at(now), person_id=person_id)
    kept = set(rows.values_list("organisation_id", flat=True))
    return KeeperStanding(None in kept, frozenset(filter(None, kept)), person_id)


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


def steward_ids(space_id: UUID, now: datetime) -> list[UUID]:
    """Return the memberships that look after a whole space at this instant."""
    grants = _stewards(space_id).filter(_lasting_at(now))
    return list(grants.order_by("since", "id").values_list("membership_id", flat=True))


def lasting_stewards(space_id: UUID) -> set[UUID]:
    """Return the members who are stewards of the whole space without an end."""
    return set(_stewards(space_id).filter(ends_at=None).values_list("membership_id", flat=True))


def _stewards(space_id: UUID | OuterRef) -> QuerySet[Grant]:
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
    roles = Grant.objects.filter(_lasting_at(now), membership=OuterRef("id"), over=None)
    return list(with_roles(met_by(standing).filter(Exists(roles)), now)[:8])


def keepers_among(space: Space, now: datetime) -> list[datetime]:
    """Return since when each keeper of this space's organisation has been a member of it."""
    keeping = Keeper.objects.filter(
        Q(organisation=None) | Q(organisation=space.organisation_id),
        _lasting_at(now),
        person=OuterRef("person"),
    )
    members = Membership.objects.active().filter(Exists(keeping), space=space)
    return list(members.order_by("joined_at", "id").values_list("joined_at", flat=True))


def organisations_kept_by(keeper: KeeperStanding) -> QuerySet[Organisation]:
    """The organisations a keeper looks after, by name."""
    kept = Organisation.objects.order_by("name", "id")
    return kept if keeper.keeps_installation else kept.filter(id__in=keeper.organisation_ids)


def tended(spaces: QuerySet[Space]) -> QuerySet[Space]:
    """Spaces by name, and whether each ``has_steward`` for good."""
    stewards = Exists(_stewards(OuterRef("id")).filter(ends_at=None))
    return spaces.annotate(has_steward=stewards).order_by("name", "id")


def keepers_kept_by(keeper: KeeperStanding, now: datetime) -> QuerySet[Keeper]:
    """Who keeps what this keeper keeps, and the places offered by a link, longest first."""
    kept = Keeper.objects.filter(_lasting_at(now)).select_related("organisation")
    if not keeper.keeps_installation:
        kept = kept.filter(organisation__in=keeper.organisation_ids)
    return kept.order_by("since", "id")


def _lasting_at(now: datetime) -> Q:
    return Q(ends_at=None) | Q(ends_at__gt=now)


def with_roles(people: MembershipQuerySet, now: datetime) -> MembershipQuerySet:
    """Load along what each of ``people`` looks after at this instant, as ``roles_now``."""
    grants = Grant.objects.filter(_lasting_at(now), over=None).order_by("since", "id")
    return people.prefetch_related(Prefetch("grants", grants, to_attr="roles_now"))
