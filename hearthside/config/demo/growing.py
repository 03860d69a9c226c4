# SPDX-License-Identifier: AGPL-3.0-or-later
"""A large space beside the demo, for measuring.

This is the one place where rows are written in bulk, past the actions: a hundred thousand
posts would take the actions an hour. So nobody here was told anything and the ledger knows
of nobody; what is measured is reading, and writing into what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction

from hearthside.config.demo.casting import Community, Part
from hearthside.config.demo.doors import come_in, open_house
from hearthside.config.demo.growing_threads import SPREAD, Street
from hearthside.config.demo.growing_words import FIRST, SECOND
from hearthside.config.demo.living import refuse_where_people_live
from hearthside.config.demo.stage import Accounts
from hearthside.forum.actions.boards import BoardWords
from hearthside.forum.models import Board, Thread
from hearthside.people.models import Person
from hearthside.spaces.actions.keepers import make_first_keeper
from hearthside.spaces.actions.spaces import SpaceWords
from hearthside.spaces.models import Joining, Kind, Membership, Role, Space, new_face
from hearthside.spaces.rules.names import name_key

POSTS_EACH: Final = 20
"""How many posts a conversation has on average, where no total is asked for."""

_PEOPLE_AT_ONCE = 500

MEASURED = Community(
    slug="measured-street",
    organisation="For measuring",
    words=SpaceWords(
        name="Measured Street",
        kind=Kind.PEER,
        language="en",
        purpose="A crowd made by a machine, to measure how fast the pages are.",
        is_not="Not a community. Nobody here is anybody.",
        norms="Nobody here is anybody.",
        limits="Everything here is made up.",
        listed=False,
        joining=Joining.INVITATION,
    ),
    boards={
        "one": BoardWords("First corner"),
        "two": BoardWords("Second corner"),
        "three": BoardWords("Third corner"),
        "four": BoardWords("Last corner"),
    },
    cast=(
        Part("Lamp Post", "", "steward", Role.STEWARD),
        Part("Door Mat", "", "member"),
        Part("Street Lamp", "", "responder"),
    ),
    plays=(),
)


def grow_demo(
    *,
    people: int,
    threads: int,
    now: datetime,
    progress: Callable[[int, int], None],
    posts: int = 0,
) -> None:
    """Fill a demo's large space up to so many people, conversations and posts.

    Asked for what is there already it adds nothing. Rows are written in bulk, past the
    actions. ``posts`` is the total in the conversations that are added, ``POSTS_EACH`` for
    each of them where it is 0. ``progress`` hears how much is done and of how much, in people
    and conversations. The sign-ins "member", "steward" and "responder" are members there.

    Raises:
        Refused: a real person has an account here.
    """
    refuse_where_people_live()
    space = Space.objects.filter(slug=MEASURED.slug).first() or _make_space(now)
    people_left = max(0, people - space.memberships.count())
    threads_left = max(0, threads - Thread.objects.filter(space=space).count())
    total, done = people_left + threads_left, 0
    for added in _add_people(space, people_left, now):
        progress(done := done + added, total)
    street = Street(
        space,
        list(Board.objects.filter(space=space).order_by("position", "id")),
        list(Membership.objects.active().filter(space=space).order_by("joined_at", "id")),
        now,
    )
    for added in street.add_threads(threads_left, posts or threads_left * POSTS_EACH):
        progress(done := done + added, total)


@transaction.atomic
def _make_space(now: datetime) -> Space:
    accounts, long_ago = Accounts(), now - SPREAD
    keeper = accounts.person("keeper", now)
    make_first_keeper(person=keeper, now=now)
    room = open_house(MEASURED, accounts, keeper, long_ago)
    for part in MEASURED.cast[1:]:
        come_in(room, part, long_ago)
    return room.space


def _add_people(space: Space, count: int, now: datetime) -> Iterator[int]:
    nobodys, joined_at = make_password(None), now - SPREAD
    first = space.memberships.count()
    for start in range(first, first + count, _PEOPLE_AT_ONCE):
        numbers = range(start, min(start + _PEOPLE_AT_ONCE, first + count))
        crowd = [
            Person(
                sign_in_name=f"{space.slug}-{number}",
                password=nobodys,
                joined_at=joined_at,
                adult_said_at=joined_at,
                demo=True,
            )
            for number in numbers
        ]
        with transaction.atomic():
            Person.objects.bulk_create(crowd)
            Membership.objects.bulk_create(
                _member(space, person, number, joined_at)
                for number, person in zip(numbers, crowd, strict=True)
            )
        yield len(crowd)


def _member(space: Space, person: Person, number: int, joined_at: datetime) -> Membership:
    name = f"{FIRST[number % 20]} {SECOND[number // 20 % 20]} {number}"
    return Membership(
        space=space,
        person=person,
        name=name,
        name_key=name_key(name),
        face=new_face(),
        agreed_version=space.terms_version,
        joined_at=joined_at,
    )
