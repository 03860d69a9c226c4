# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who lives in a world. The two who may have spoken differ in all that the product knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from allauth.account.models import EmailAddress
from django.test import Client

from hearthside.core import clock
from hearthside.core.tests.browser import FakeBrowser
from hearthside.forum.models import Board, Helper, LetterRest, Offer
from hearthside.notices.actions.devices import Browser, add_device
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.models import Pace
from hearthside.people.models import Person
from hearthside.spaces.models import Apart, Distance, Grant, Membership, Role, Space
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_person,
    make_space,
)

ANN, BEN = "Ann of the lake", "Ben of the lake"
OTHERS = ("Cora", "Dora", "Dan", "Stella")
PUSH_HOST = "push.example.org"


@dataclass(frozen=True)
class Cast:
    """The people of one world, each with a browser; ``speaker`` is who speaks without a name."""

    space: Space
    board: Board
    members: dict[str, Membership]
    people: dict[str, Person]
    at: dict[str, Client]
    speaker: str

    @property
    def silent(self) -> str:
        """The other of the two: as often here, and never without a name."""
        return ANN if self.speaker == BEN else BEN

    @property
    def both(self) -> tuple[str, str]:
        """The two in one order, whoever speaks: what both do under their names tells nothing."""
        return ANN, BEN


def make_cast(speaker: str) -> Cast:
    """Make a small space. Ann is a steward, of the welcome team, a helper, reached by mail and
    on two devices, quiet at other hours; she keeps Dan away and lets nobody ask her to write.
    Nothing of this holds for Ben, who is a helper as she is.
    """
    space = make_space()
    Space.objects.filter(id=space.id).update(slug="lake")
    space.refresh_from_db()
    members = {name: _member(space, name) for name in (ANN, BEN, *OTHERS)}
    for name, role in ((ANN, Role.STEWARD), (ANN, Role.GREETER), ("Stella", Role.STEWARD)):
        Grant.objects.create(membership=members[name], role=role, since=SIX_PM)
    for number, name in enumerate((ANN, BEN, "Dora", "Dan")):
        helper = Helper.objects.create(space=space, membership=members[name], since=SIX_PM)
        Offer.objects.create(space=space, helper=helper, word="", roll=number)
    _reach(members[ANN], "ann@example.org", quiet_from=time(17), quiet_until=time(22))
    _reach(members["Cora"], "cora@example.org")
    _reach(members["Dora"], "dora@example.org")
    Apart.objects.create(
        space=space,
        by=members[ANN],
        other=members["Dan"],
        distance=Distance.BLOCK,
        since=SIX_PM,
    )
    LetterRest.objects.create(space=space, membership=members[ANN])
    board = Board.objects.create(space=space, slug="nights", name="Nights")
    people = {name: member.person for name, member in members.items()}
    people["keeper"] = make_person("keeper")
    make_keeper(people["keeper"])
    at = {name: browser_of(person) for name, person in people.items()}
    return Cast(space, board, members, people, at, speaker)


def _member(space: Space, name: str) -> Membership:
    return make_member(space, name, person=make_person(name.split(maxsplit=1)[0].lower()))


def _reach(member: Membership, address: str, **hours: time) -> None:
    """Somebody wants everything at once, and says what may be named."""
    EmailAddress.objects.create(user=member.person, email=address, verified=True, primary=True)
    soon = dict.fromkeys(("mail_answers", "mail_waiting", "mail_role"), Pace.SOON)
    named = {"names_space": True, "names_conversations": True, "mail_belonging": Pace.DAILY}
    keep_wishes(person=member.person, wishes={**soon, **named, **hours}, now=clock.now())
    for number in (1, 2):
        browser = FakeBrowser(f"https://{PUSH_HOST}/{address}/{number}")
        said = Browser(**browser.says())
        add_device(person=member.person, browser=said, device="", now=clock.now())


def browser_of(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client
