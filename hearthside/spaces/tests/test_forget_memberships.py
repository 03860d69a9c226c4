# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.people.models import Person
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave, Subject, claimed, erase, export_of, holders_of
from hearthside.spaces.actions.grants import NewGrant, give_grant
from hearthside.spaces.models import (
    Apart,
    Distance,
    JoinRequest,
    Keeper,
    Membership,
    Role,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_link,
    make_member,
    make_person,
    make_request,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_with_the_account_everything_it_was_goes() -> None:
    person = make_person()
    here, there = (make_member(make_space(), person=person) for _ in range(2))
    make_keeper(person)
    make_request(make_space(), person=person)
    other = make_member(here.space)
    Apart.objects.create(space=here.space, by=other, other=here, distance="block", since=SIX_PM)

    erase.ask(Subject(person.id), Leave.ERASE_ALL, SIX_PM)

    assert list(Membership.objects.all()) == [other]
    assert not Keeper.objects.exists()
    assert not JoinRequest.objects.exists()
    assert not Apart.objects.exists()
    assert there.person_id == person.id


def test_the_export_tells_who_one_is_and_whom_one_keeps_away() -> None:
    steward = make_steward(name="Wren")
    other = make_member(steward.space, "Heron")
    Apart.objects.create(
        space=steward.space, by=steward, other=other, distance=Distance.MUTE, since=SIX_PM
    )
    make_request(make_space("Hillside"), "Robin", person=steward.person)
    link = make_link(steward.space)
    link.made_by = steward
    link.save(update_fields=["made_by"])
    make_keeper(steward.person)

    parts = {
        part.name: part.rows
        for answer in export_of.ask(Subject(steward.person_id))
        for part in answer
    }

    assert [row["name"] for row in parts["memberships"]] == ["Wren"]
    assert [row["role"] for row in parts["roles"]] == [Role.STEWARD.label]
    assert [row["name"] for row in parts["kept_apart"]] == ["Heron"]
    assert [row["space"] for row in parts["join_requests"]] == ["Hillside"]
    assert len(parts["invitations"]) == len(parts["keeperships"]) == 1


def test_the_export_never_tells_who_keeps_somebody_away() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)
    Apart.objects.create(space=space, by=other, other=one, distance="block", since=SIX_PM)

    parts = {p.name: p.rows for a in export_of.ask(Subject(one.person_id)) for p in a}

    assert parts["kept_apart"] == []


def test_the_export_of_one_membership_says_nothing_of_another() -> None:
    here = make_member(name="Wren")
    make_member(make_space("Hillside"), "Heron", person=here.person)
    make_keeper(here.person)

    told = str(export_of.ask(Subject(here.person_id, here.id)))

    assert "Wren" in told
    assert "Heron" not in told
    assert "Hillside" not in told


def test_holders_are_all_memberships_of_an_account() -> None:
    person = make_person()
    rows = {make_member(make_space(), person=person).id for _ in range(2)}
    make_member()

    holders = {holder.id for answer in holders_of.ask(person.id) for holder in answer}

    assert rows <= holders


def test_every_table_of_spaces_that_reaches_a_person_is_claimed() -> None:
    for name in ("Apart", "Grant", "Invitation", "JoinRequest", "Keeper", "Membership"):
        assert f"spaces.{name}" in claimed


def test_what_is_written_about_an_account_that_has_gone_finds_nothing() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    leave(person=member.person, how=Leave.ERASE_ALL, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        give_grant(by=standing_of(steward), member=member, grant=NewGrant(Role.GREETER), now=SIX_PM)

    assert refused.value.code == "not-here"


@pytest.mark.django_db(transaction=True)
def test_an_account_goes_also_while_stewards_write_about_it() -> None:
    steward = make_steward()
    members = [make_member(steward.space) for _ in range(6)]
    by = standing_of(steward)

    def close(member: Membership) -> None:
        leave(person=member.person, how=Leave.ERASE_ALL, now=SIX_PM)

    def give(member: Membership) -> None:
        with suppress(Refused):
            give_grant(by=by, member=member, grant=NewGrant(Role.GREETER), now=SIX_PM)

    def run(index: int) -> None:
        try:
            (close if index % 2 else give)(members[index // 2])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(12)))

    assert list(Person.objects.all()) == [steward.person]
