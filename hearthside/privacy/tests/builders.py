# SPDX-License-Identifier: AGPL-3.0-or-later
"""Memberships as privacy sees them: ids with words, answered from above."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from django.test import Client

from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.people.models import Person

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
PASSWORD = "quiet-harbour-9"
_number = count(1)


def make_person(name: str = "") -> Person:
    """Make an account with `PASSWORD`."""
    person = Person(
        sign_in_name=name or f"leaver-{next(_number)}", joined_at=SIX_PM, adult_said_at=SIX_PM
    )
    person.set_password(PASSWORD)
    person.save(force_insert=True)
    return person


def signed_in(person: Person) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.post("/sign-in/", {"login": person.sign_in_name, "password": PASSWORD})
    return client


def enter(about: UUID, verb: Verb = Verb.MEMBERSHIP_SEEN, *, kind: str = "") -> None:
    """Write an entry about somebody, by a steward whose id nobody may read."""
    by = Actor(UUID(int=7), "steward")
    record(by=by, deed=Deed(verb, about=about, reason_kind=kind, reason="because"), now=SIX_PM)
