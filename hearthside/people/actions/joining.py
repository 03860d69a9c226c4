# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.outbox import announce
from hearthside.people.actions.recovery import make_codes
from hearthside.people.events import PersonJoined
from hearthside.people.hooks import may_join
from hearthside.people.models import Person, sign_in_form
from hearthside.people.queries import name_is_taken
from hearthside.people.rules import NAME_TAKEN, may_be_here, may_take_name


@dataclass(frozen=True, slots=True)
class Newcomer:
    """All that is asked of somebody who joins.

    The password comes hashed: hashing is slow on purpose, and a transaction must not wait.
    """

    sign_in_name: str
    hashed_password: str
    says_adult: bool
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The new account, and its recovery codes in plain words, for this once."""

    person: Person
    codes: list[str]


@transaction.atomic
def join(*, newcomer: Newcomer, now: datetime) -> Joined:
    """Make an account with ten recovery codes.

    Raises `Refused` as `hooks.may_join` says, and as `make_account` does.
    """
    for verdict in may_join.ask():
        verdict.require()
    return make_account(newcomer=newcomer, now=now)


@transaction.atomic
def make_account(*, newcomer: Newcomer, now: datetime) -> Joined:
    """Make an account also while the place is not open: for whoever runs the machine.

    Raises `Refused` with "name-taken" and "not-adult". Announces `PersonJoined`.
    """
    may_be_here(says_adult=newcomer.says_adult).require()
    may_take_name(taken=name_is_taken(newcomer.sign_in_name)).require()

    person = _insert(newcomer, now)
    codes = make_codes(person=person, now=now)

    announce(PersonJoined(person_id=person.id, joined_at=now))
    return Joined(person, codes)


def _insert(newcomer: Newcomer, now: datetime) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create(
                sign_in_name=sign_in_form(newcomer.sign_in_name),
                password=newcomer.hashed_password,
                joined_at=now,
                adult_said_at=now,
                demo=newcomer.demo,
            )
    except IntegrityError as error:  # two people chose the same name in the same moment
        raise Refused(NAME_TAKEN) from error
