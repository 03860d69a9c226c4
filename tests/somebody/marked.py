# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody, and the marks that stand in what is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from hearthside.people.models import Person
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.faces import other_faces

_number = count(1)


@dataclass
class Somebody:
    """An account, its memberships, and the marks that stand in what is theirs."""

    person: Person
    members: list[Membership] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    """What they wrote where others read it: goes with them, or stays without their name."""
    own: set[str] = field(default_factory=set)
    """Who they are, what only they see, and what was written to them: goes in any case."""
    told: set[str] = field(default_factory=set)
    """What others wrote about them, for them to read: it is in what they take along, too."""

    def says(self, what: str) -> str:
        """Words of theirs that others read."""
        return self._marked(what, self.said)

    def keeps(self, what: str) -> str:
        """Something that is theirs alone."""
        return self._marked(what, self.own)

    def reads(self, what: str) -> str:
        """Words that somebody with a role wrote to them."""
        return self._marked(what, self.told)

    @property
    def member(self) -> Membership:
        return self.members[0]

    @property
    def ids(self) -> list[UUID]:
        """What stands for them: the account and each membership."""
        return [self.person.id, *(member.id for member in self.members)]

    @property
    def voices(self) -> list[UUID]:
        """The voices they speak with without their name."""
        found = other_faces([member.id for member in self.members])
        return sorted(each for faces in found.values() for each in faces)

    @staticmethod
    def _marked(what: str, among: set[str]) -> str:
        mark = f"qx{what}x{next(_number)}q"
        among.add(mark)
        return f"It was {mark}, they say"
