# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who and what stands on the stage of the demo so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from hearthside.config.demo.cards import EASY_WORD, demo_sign_ins
from hearthside.config.demo.casting import Community, Part
from hearthside.forum.models import Board
from hearthside.people.actions.joining import Newcomer, make_account
from hearthside.people.models import Person
from hearthside.spaces.models import Invitation, JoinRequest, Membership, Space
from hearthside.spaces.queries.standing import standing_in
from hearthside.spaces.rules.standing import Standing


class Accounts:
    """The people of the demo by account. Only those on the cards can sign in."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._easy, self._none = make_password(EASY_WORD), make_password(None)
        self._on_cards = {card.sign_in_name for card in demo_sign_ins()}

    def person(self, account: str, now: datetime) -> Person:
        """Return somebody by account; who is not here yet joins ``now``."""
        if account not in self._people:
            here = Person.objects.filter(sign_in_name=account, demo=True).first()
            self._people[account] = here or self._join(account, now)
        return self._people[account]

    def _join(self, account: str, now: datetime) -> Person:
        hashed = self._easy if account in self._on_cards else self._none
        newcomer = Newcomer(account, hashed, says_adult=True, demo=True)
        return make_account(newcomer=newcomer, now=now).person


@dataclass(slots=True)
class Room:
    """One space of the demo, with everything in it so far."""

    community: Community
    accounts: Accounts
    space: Space
    opened_at: datetime
    link: Invitation
    boards: dict[str, Board] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    requests: dict[str, JoinRequest] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)

    @property
    def first_steward(self) -> str:
        """The name of who looked after this space first."""
        return self.community.cast[0].name

    def person(self, part: Part, now: datetime) -> Person:
        """Return the account behind a part; a crowd has accounts that nobody signs in to."""
        names = [each.name for each in (*self.community.cast, self.community.at_the_door) if each]
        number = names.index(part.name) + 1
        return self.accounts.person(part.account or f"{self.community.slug}-{number}", now)

    def standing(self, name: str, now: datetime) -> Standing:
        """Return what somebody is in this space; loaded again after they were given a role."""
        if name not in self.standings:
            part = next(each for each in self.community.cast if each.name == name)
            found = standing_in(self.space.slug, self.person(part, now).id, now)
            assert found is not None
            self.standings[name] = found[1]
        return self.standings[name]
