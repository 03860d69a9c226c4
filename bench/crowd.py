# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many people in one space: what asking helpers and a morning's digests cost among them.

    python -m bench.crowd 10000 1000 500

Run by `bench.crowds` inside an empty, prepared installation: members, how many of them wait, how
many digests of the morning are timed. Prints JSON. In between, the same process times bare replies
(the yardstick's: one view, one transaction, one INSERT, one UPDATE); what is told is beside them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

import django

django.setup()

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from bench.yardstick.urls import reply
from hearthside.forum.models import Board, Voice
from hearthside.people.models import Person
from hearthside.spaces.models import Joining, Kind, Membership, Organisation, Space

BARE_AFTER = 20
"""After so many of the product's, as many bare replies."""


@dataclass
class Crowd:
    """A space, its board and its members."""

    space: Space
    board: Board
    members: list[Membership]

    @classmethod
    def made(cls, many: int, at: datetime) -> Crowd:
        """Fill an empty database with so many members."""
        organisation = Organisation.objects.create(name="Bench", made_at=at)
        space = Space.objects.create(
            organisation=organisation, slug="bench", name="Bench", kind=Kind.PEER, purpose="p",
            is_not="n", norms="n", limits="l", listed=True, joining=Joining.OPEN, made_at=at,
        )  # fmt: skip
        board = Board.objects.create(space=space, slug="everyday", name="Everyday")
        people = [
            Person(sign_in_name=f"bench-{n}", password="!", joined_at=at) for n in range(many)
        ]
        Person.objects.bulk_create(people, 500)
        members = [
            Membership(person=p, space=space, name=f"Member {n}", name_key=f"member {n}",
                       agreed_version=1, joined_at=at)
            for n, p in enumerate(people)
        ]  # fmt: skip
        Membership.objects.bulk_create(members, 500)
        return cls(space, board, members)


@dataclass
class Timed:
    """How long each took, and each bare reply in between."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    queries: int = 0

    def told(self) -> dict[str, float]:
        """The figures: times in bare replies; each reaches one person where nobody says more."""
        ordered, unit = sorted(self.ours), median(self.bare)
        return {
            "count": len(ordered),
            "p50": median(ordered) / unit,
            "p95": ordered[int(0.95 * len(ordered))] / unit,
            "all": sum(ordered) / unit,
            "people": len(ordered),
            "queries": self.queries,
        }


def timed(doing: Iterable[Callable[[], Any]], voice: Voice) -> Timed:
    """Do one thing after the other, and bare replies in between; the last is counted, not timed."""
    found, todo = Timed(), list(doing)
    for number, do in enumerate(todo[:-1], 1):
        found.ours.append(_seconds(do))
        if number % BARE_AFTER == 0 or number == len(todo) - 1:
            found.bare += [_seconds(lambda: _bare(voice)) for _ in range(BARE_AFTER)]
    with CaptureQueriesContext(connection) as seen:
        todo[-1]()
    found.queries = len(seen)
    return found


def _seconds(do: Callable[[], Any]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _bare(voice: Voice) -> None:
    sent = RequestFactory().post("/", {"text": "I read this", "space": str(voice.space_id)})
    reply(sent, voice.thread_id, voice.id)


def settle() -> None:
    """What PostgreSQL's autovacuum does by itself in a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def main(people: int, waiting: int, digests: int) -> None:
    """Fill the place, measure both, and say it."""
    from bench.digests import a_morning  # noqa: PLC0415 — they stand on this
    from bench.nudging import BEGAN, clocks_that_are_due  # noqa: PLC0415

    crowd = Crowd.made(people, BEGAN)
    told = {"nudging": clocks_that_are_due(crowd, waiting), "digests": a_morning(crowd, digests)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
