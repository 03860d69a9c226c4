# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations, spaces and people for tests. Plain rows; the actions have their own tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from django.test import Client

from hearthside.people.models import Person
from hearthside.spaces.actions._steps import Newcomer, digest_of
from hearthside.spaces.models import (
    Arrival,
    Grant,
    Invitation,
    Joining,
    JoinRequest,
    Keeper,
    Kind,
    Membership,
    Organisation,
    Role,
    Space,
)
from hearthside.spaces.queries.standing import keeper_standing, standing_in
from hearthside.spaces.rules.names import name_key
from hearthside.spaces.rules.standing import KeeperStanding, Standing
from hearthside.spaces.rules.welcome import GREETED_WITHIN

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
PASSWORD = "quiet-harbour-9"
_number = count(1)


def make_person(sign_in_name: str = "") -> Person:
    """Make an account with `PASSWORD`."""
    person = Person(
        sign_in_name=sign_in_name or f"person-{next(_number)}",
        joined_at=SIX_PM,
        adult_said_at=SIX_PM,
    )
    person.set_password(PASSWORD)
    person.save(force_insert=True)
    return person


def make_organisation(name: str = "Riverside Association") -> Organisation:
    """Make an organisation."""
    return Organisation.objects.create(name=name, made_at=SIX_PM)


def make_space(
    name: str = "Riverside",
    *,
    organisation: Organisation | None = None,
    listed: bool = False,
    joining: Joining = Joining.OPEN,
) -> Space:
    """Make a space; its slug follows from a running number."""
    return Space.objects.create(
        organisation=organisation or make_organisation(),
        slug=f"space-{next(_number)}",
        name=name,
        kind=Kind.PEER,
        purpose="To keep each other company on hard days.",
        is_not="Not a clinic and not an emergency service.",
        norms="Speak for yourself. Be kind.",
        limits="Members cannot promise each other's silence.",
        listed=listed,
        joining=joining,
        made_at=SIX_PM,
    )


def make_member(
    space: Space | None = None,
    name: str = "",
    *,
    person: Person | None = None,
    role: Role | None = None,
    over: UUID | None = None,
) -> Membership:
    """Make a member of a space, with a role if one is named."""
    space = space or make_space()
    name = name or f"Member {next(_number)}"
    membership = Membership.objects.create(
        person=person or make_person(),
        space=space,
        name=name,
        name_key=name_key(name),
        agreed_version=space.terms_version,
        joined_at=SIX_PM,
    )
    if role:
        Grant.objects.create(membership=membership, role=role, over=over, since=SIX_PM)
    return membership


def make_steward(space: Space | None = None, name: str = "") -> Membership:
    """Make a steward of a space."""
    return make_member(space, name, role=Role.STEWARD)


def make_keeper(person: Person | None = None, organisation: Organisation | None = None) -> Keeper:
    """Make a keeper of an organisation, or of the installation."""
    return Keeper.objects.create(
        person=person or make_person(), organisation=organisation, since=SIX_PM
    )


def standing_of(membership: Membership, now: datetime = SIX_PM) -> Standing:
    """Load the standing of a membership as a request would."""
    found = standing_in(membership.space.slug, membership.person_id, now)
    assert found is not None
    return found[1]


def standing_in_space(space: Space, person: Person | None, now: datetime = SIX_PM) -> Standing:
    """Load what a person (or a visitor) is in a space."""
    found = standing_in(space.slug, person.id if person else None, now)
    assert found is not None
    return found[1]


def keeper_of(organisation: Organisation | None = None) -> KeeperStanding:
    """Make a keeper and load what they keep."""
    keeper = make_keeper(organisation=organisation)
    return keeper_standing(keeper.person_id, SIX_PM)


def newcomer(name: str = "", *, person: Person | None = None, version: int = 1) -> Newcomer:
    """Somebody at the door who has read the words of the space in ``version``."""
    person = person or make_person()
    return Newcomer(person.id, name or f"Newcomer {next(_number)}", "0123456789abcdef", version)


def make_request(space: Space, name: str = "", *, person: Person | None = None) -> JoinRequest:
    """Make a request to join that waits for an answer."""
    name = name or f"Asking {next(_number)}"
    return JoinRequest.objects.create(
        space=space,
        person=person or make_person(),
        name=name,
        name_key=name_key(name),
        agreed_version=space.terms_version,
        asked_at=SIX_PM,
    )


def make_arrival(member: Membership, *, brings: str = "", now: datetime = SIX_PM) -> Arrival:
    """Note that somebody came in, and is due a greeting."""
    return Arrival.objects.create(
        space=member.space,
        membership=member,
        brings=brings,
        came_at=now,
        greet_by=now + GREETED_WITHIN,
    )


def make_link(
    space: Space, secret: str = "open-sesame", *, uses: int = 1, role: Role | None = None
) -> Invitation:
    """Make a link into a space that is open for a week."""
    return Invitation.objects.create(
        space=space,
        secret_digest=digest_of(secret),
        made_at=SIX_PM,
        expires_at=SIX_PM + timedelta(days=7),
        uses_left=uses,
        role=role or "",
    )


def signed_in(person: Person | None) -> Client:
    """A browser in which somebody is signed in (or, for None, nobody is)."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client
