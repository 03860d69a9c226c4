# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the spaces of the demo open, and how people come into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from hearthside.config.demo.casting import Community, Part
from hearthside.config.demo.script import joined
from hearthside.config.demo.stage import Accounts, Room
from hearthside.forum.actions.boards import make_board
from hearthside.forum.actions.helping import offer_to_answer
from hearthside.moderation.actions.keeping import name_outside_person
from hearthside.notices.actions.notices import clear_for_page
from hearthside.people.models import Person
from hearthside.spaces.actions._steps import Newcomer
from hearthside.spaces.actions.arrivals import greet_newcomer
from hearthside.spaces.actions.grants import NewGrant, give_grant
from hearthside.spaces.actions.invitations import (
    Offer,
    accept_invitation,
    make_invitation,
    make_steward_link,
)
from hearthside.spaces.actions.joining import ask_to_join, join_space
from hearthside.spaces.actions.organisations import make_organisation
from hearthside.spaces.actions.requests import admit
from hearthside.spaces.actions.spaces import SpaceWords, make_space
from hearthside.spaces.models import Arrival, Joining, new_face
from hearthside.spaces.queries.standing import keeper_standing

FOUNDING: Final = timedelta(days=1)
"""Who comes this early has the link that the first steward handed round."""

LINK_OPEN: Final = timedelta(days=60)
LINK_USES: Final = 40
_OUTSIDE, _REACH = "Ida Lund", "ida.lund@outside.example"
"""Who hears complaints about the made-up organisations."""

_WELCOME = {"en": "Come in, and welcome.", "es": "Adelante, estás en tu casa."}


def open_house(community: Community, accounts: Accounts, keeper: Person, now: datetime) -> Room:
    """A keeper makes the space; its first steward comes in, sets up boards and makes a link."""
    by = keeper_standing(keeper.id, now)
    organisation = make_organisation(by=by, name=community.organisation, now=now)
    name_outside_person(by=by, organisation=organisation, name=_OUTSIDE, reach=_REACH, now=now)
    space = make_space(
        by=by, organisation=organisation, slug=community.slug, words=_as_said(community), now=now
    )
    link = make_steward_link(by=by, space=space, now=now).invitation
    room = Room(community, accounts, space, now, link)
    come_in(room, community.cast[0], now)

    steward = room.standing(room.first_steward, now)
    for key, words in community.boards.items():
        room.boards[key] = make_board(by=steward, space=space, words=words, now=now)
    offer = Offer(LINK_USES, now + LINK_OPEN)
    room.link = make_invitation(by=steward, space=space, offer=offer, now=now).invitation
    return room


def _as_said(community: Community) -> SpaceWords:
    """What a space says of itself, without the line ends of our source."""
    said = community.words
    return replace(
        said,
        purpose=joined(said.purpose),
        is_not=joined(said.is_not),
        norms=joined(said.norms),
        limits=joined(said.limits),
    )


def must_ask(room: Room, comes_at: datetime) -> bool:
    """Whether a steward lets in whoever comes at this moment."""
    asks = room.community.words.joining == Joining.REQUEST
    return asks and comes_at - room.opened_at > FOUNDING


def come_in(room: Room, part: Part, now: datetime) -> None:
    """Somebody comes in by an open door or with a link."""
    newcomer = _newcomer(room, part, now)
    if room.community.words.joining == Joining.OPEN and not room.link.role:
        room.members[part.name] = join_space(space=room.space, newcomer=newcomer, now=now)
    else:
        room.members[part.name] = accept_invitation(
            invitation=room.link, newcomer=newcomer, now=now
        )


def ask(room: Room, part: Part, now: datetime) -> None:
    """Somebody asks the stewards to be let in."""
    newcomer = _newcomer(room, part, now)
    room.requests[part.name] = ask_to_join(
        space=room.space, newcomer=newcomer, words=joined(part.asks), now=now
    )


def let_in(room: Room, part: Part, now: datetime) -> None:
    """The first steward, who has seen the notice, lets in who asked."""
    steward = room.standing(room.first_steward, now)
    page = reverse("spaces:requests", args=[room.space.slug])
    clear_for_page(recipient_id=steward.member_id, path=page, now=now)
    request, words = room.requests.pop(part.name), _WELCOME[part.language]
    room.members[part.name] = admit(by=steward, request=request, words=words, now=now)


def greet(room: Room, part: Part, now: datetime) -> None:
    """The first steward greets somebody who came in by an open door or with a link."""
    arrival = Arrival.objects.get(membership=room.members[part.name])
    steward, words = room.standing(room.first_steward, now), _WELCOME[part.language]
    greet_newcomer(by=steward, arrival=arrival, words=words, now=now)


def take_role(room: Room, part: Part, now: datetime) -> None:
    """The first steward gives somebody a role."""
    assert part.role
    steward = room.standing(room.first_steward, now)
    member, grant = room.members[part.name], NewGrant(part.role)
    give_grant(by=steward, member=member, grant=grant, now=now)
    room.standings.pop(part.name, None)


def be_glad(room: Room, part: Part, now: datetime) -> None:
    """Somebody says what they are glad to answer about."""
    offer_to_answer(by=room.standing(part.name, now), words=part.glad, now=now)


def _newcomer(room: Room, part: Part, now: datetime) -> Newcomer:
    person = room.person(part, now)
    return Newcomer(person.id, part.name, new_face(), room.space.terms_version)
