# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.privacy.models import Consent
from hearthside.spaces.actions.joining import join_space
from hearthside.spaces.models import (
    Apart,
    Distance,
    Joining,
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_request,
    make_space,
    newcomer,
)

pytestmark = pytest.mark.django_db


def open_space() -> Space:
    return make_space(listed=True, joining=Joining.OPEN)


def test_anybody_comes_into_an_open_space_and_has_agreed() -> None:
    space = open_space()

    member = join_space(space=space, newcomer=newcomer("  Wren "), now=SIX_PM)

    assert (member.name, member.name_key) == ("Wren", "wren")
    assert member.agreed_version == space.terms_version
    consents = Consent.objects.filter(holder_id=member.id)
    assert set(consents.values_list("kind", "version")) == {("norms", 1), ("limits", 1)}


def test_joining_twice_is_joining_once() -> None:
    space, who = open_space(), newcomer("Wren")

    first = join_space(space=space, newcomer=who, now=SIX_PM)
    again = join_space(space=space, newcomer=who, now=SIX_PM + timedelta(days=1))

    assert first == again
    assert again.joined_at == SIX_PM
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("taken", ["wren", "WREN", "Ｗren", "W\u200bren", "Wren\u00a0"])
def test_a_name_that_reads_the_same_is_taken(taken: str) -> None:
    space = open_space()
    make_member(space, "Wren")

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer(taken), now=SIX_PM)

    assert refused.value.code == "name-taken"
    assert Membership.objects.count() == 1


def test_the_same_name_is_free_in_another_space() -> None:
    make_member(open_space(), "Wren")

    assert join_space(space=open_space(), newcomer=newcomer("Wren"), now=SIX_PM)


def test_a_name_is_kept_for_whoever_asked_with_it() -> None:
    space = open_space()
    make_request(space, "Wren")

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer("wren"), now=SIX_PM)

    assert refused.value.code == "name-taken"


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u200d"])
def test_a_name_has_something_to_read(name: str) -> None:
    with pytest.raises(Refused) as refused:
        join_space(space=open_space(), newcomer=newcomer(name or " "), now=SIX_PM)

    assert refused.value.code == "no-name"


def test_words_that_changed_are_read_again_first() -> None:
    space = open_space()
    Space.objects.update(terms_version=2)

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer(version=1), now=SIX_PM)

    assert refused.value.code == "terms-changed"


@pytest.mark.parametrize("joining", [Joining.REQUEST, Joining.INVITATION])
def test_nobody_walks_into_a_space_that_is_not_open(joining: Joining) -> None:
    space = make_space(listed=True, joining=joining)

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer(), now=SIX_PM)

    assert refused.value.code == "not-open"


def test_an_unlisted_space_is_not_there_for_a_stranger() -> None:
    space = make_space(listed=False, joining=Joining.OPEN)

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer(), now=SIX_PM)

    assert refused.value.code == "not-here"


def test_who_left_comes_back_as_the_same_member_under_another_name() -> None:
    space = make_space(listed=False, joining=Joining.OPEN)
    left = make_member(space, "Wren")
    blocker = make_member(space)
    Apart.objects.create(space=space, by=blocker, other=left, distance=Distance.BLOCK, since=SIX_PM)
    Membership.objects.filter(id=left.id).update(state=MembershipState.LEFT, ended_at=SIX_PM)

    back = join_space(space=space, newcomer=newcomer("Heron", person=left.person), now=SIX_PM)

    assert back.id == left.id
    assert (back.name, back.state, back.ended_at) == ("Heron", MembershipState.ACTIVE, None)
    assert Apart.objects.filter(by=blocker, other=back).exists()


def test_who_was_removed_does_not_simply_come_back() -> None:
    space = open_space()
    removed = make_member(space)
    Membership.objects.filter(id=removed.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        join_space(space=space, newcomer=newcomer(person=removed.person), now=SIX_PM)

    assert refused.value.code == "removed"


def test_coming_in_settles_a_request_that_waited() -> None:
    space = open_space()
    asked = make_request(space, "Wren")

    join_space(space=space, newcomer=newcomer("Wren", person=asked.person), now=SIX_PM)

    assert JoinRequest.objects.get().state == RequestState.ADMITTED


def test_a_keeper_who_comes_in_is_an_entry() -> None:
    space = open_space()
    keeper = make_keeper(organisation=space.organisation)

    member = join_space(space=space, newcomer=newcomer(person=keeper.person), now=SIX_PM)

    entry = Entry.objects.about_holder(member.id).get()
    assert (entry.verb, entry.by_role, entry.space) == (Verb.KEEPER_JOINED, "keeper", space.id)


def test_nobody_else_who_comes_in_is_an_entry() -> None:
    make_keeper(organisation=open_space().organisation)

    join_space(space=open_space(), newcomer=newcomer(), now=SIX_PM)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_take_one_name() -> None:
    space = open_space()
    crowd = [newcomer(name) for name in ("Wren", "wren", "WREN", "wRen")]

    def outcome(index: int) -> str:
        try:
            join_space(space=space, newcomer=crowd[index], now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(len(crowd)) as pool:
        outcomes = list(pool.map(outcome, range(len(crowd))))

    assert sorted(outcomes) == ["in"] + ["name-taken"] * 3
    assert Membership.objects.count() == 1
