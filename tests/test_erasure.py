# SPDX-License-Identifier: AGPL-3.0-or-later
"""After somebody has left, the whole database is searched for them."""

from __future__ import annotations

from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from hearthside.core import clock
from hearthside.forum.actions.posts import change_post
from hearthside.forum.models import Post
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.ledger.queries import verify_chain
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning
from hearthside.people.actions.recovery import make_codes
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave, Subject
from hearthside.privacy.queries import export
from hearthside.spaces.actions.stewarding import look_at_member
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    make_member,
    make_person,
    make_space,
    make_steward,
    signed_in,
    standing_of,
)

SIGN_IN_NAME = "sandpiper-of-the-north"
NAME = "Quiet Sandpiper"
ADDRESS = "sandpiper@example.org"
WORDS = "the lighthouse was dark that night"


@pytest.mark.django_db
@pytest.mark.parametrize("how", list(Leave))
def test_nothing_of_somebody_who_left_is_found_anywhere(how: Leave) -> None:
    member = _somebody_with_a_life_here()
    person, marks = member.person, _marks(member)
    assert {part.name for part in export(Subject(person.id)) if part.rows} >= {"account", "entries"}

    leave(person=person, how=how, now=clock.now())
    while run_courier_once():
        pass

    assert _tables_with(marks) == []
    assert bool(_tables_with([WORDS])) == (how == Leave.KEEP_WORDS)
    assert verify_chain().holds


def _somebody_with_a_life_here() -> Membership:
    """A member who wrote, answered, changed words, reported, and was looked at by a steward."""
    space = make_space()
    person = make_person(SIGN_IN_NAME)
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    make_codes(person=person, now=clock.now())
    member, other, steward = (
        make_member(space, NAME, person=person),
        make_member(space),
        make_steward(space),
    )
    own = make_thread(make_board(space), by=member, source=WORDS)
    answer = make_post(own, by=other)
    elsewhere = make_thread(own.board, by=other)
    post = make_post(elsewhere, by=member, source=WORDS)
    change_post(
        by=standing_of(member), post=post, words=words(f"{WORDS}, said again"), now=clock.now()
    )
    reporting = Reporting("post", answer.id, Concerning.OTHER, "I am not sure about this.")
    make_report(by=standing_of(member), about=reporting, now=clock.now())
    look_at_member(by=standing_of(steward), member=member, now=clock.now())
    signed_in(person)
    while run_courier_once():
        pass
    assert Post.objects.filter(voice__membership=member).count() == 2
    return member


def _marks(member: Membership) -> list[str]:
    ids: list[UUID] = [member.id, member.person_id]
    return [SIGN_IN_NAME, NAME, ADDRESS, member.face, *map(str, ids), *(each.hex for each in ids)]


def _tables_with(marks: list[str]) -> list[str]:
    """Return the tables in which one of these is still found."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            found += [f"{table}: {mark}" for mark in marks if mark in rows]
    return found
