# SPDX-License-Identifier: AGPL-3.0-or-later
"""People for tests, made by the actions themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth.hashers import make_password
from django.test import Client

from hearthside.people.actions.joining import Joined, Newcomer, join
from hearthside.people.models import Person, SignIn
from hearthside.people.sessions import SessionStore

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
PASSWORD = "quiet-harbour-9"
NEW_PASSWORD = "lantern-on-the-pier"
_number = count(1)


def newcomer(name: str = "", *, says_adult: bool = True) -> Newcomer:
    """Return what somebody who joins says."""
    return Newcomer(
        sign_in_name=name or f"newcomer-{next(_number)}",
        hashed_password=make_password(PASSWORD),
        says_adult=says_adult,
    )


def join_somebody(name: str = "") -> Joined:
    """Make an account with `PASSWORD` and its codes."""
    return join(newcomer=newcomer(name), now=SIX_PM)


def signed_in(person: Person, *, agent: str = "") -> Client:
    """Return a browser in which this person has just signed in with the password."""
    client = Client(headers={"User-Agent": agent} if agent else None)
    answer = client.post(
        "/sign-in/", {"login": person.sign_in_name, "password": PASSWORD}, follow=False
    )
    assert answer.status_code == 302, "the password did not let them in"
    return client


def session_data_of(person: Person) -> str:
    """Return all that the one session of this person holds, opened."""
    row = SignIn.objects.get(person=person)
    return str(SessionStore().decode(row.session_data))
