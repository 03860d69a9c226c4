# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.keepers import (
    accept_keepership,
    end_keepership,
    make_first_keeper,
    offer_keepership,
)
from hearthside.spaces.models import Keeper
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_keeper,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


def test_whoever_runs_the_machine_makes_the_first_keeper_once() -> None:
    person = make_person()

    for _ in range(2):
        make_first_keeper(person=person, now=SIX_PM)

    assert keeper_standing(person.id, SIX_PM).keeps_installation
    entry = Entry.objects.get()
    assert (entry.verb, entry.by_role) == (Verb.KEEPER_MADE, "operator")


def test_a_keeper_whose_time_ended_is_made_one_again() -> None:
    make_keeper(former := make_person())
    Keeper.objects.update(ends_at=SIX_PM)

    make_first_keeper(person=former, now=SIX_PM)

    assert keeper_standing(former.id, SIX_PM).keeps_installation


@pytest.mark.parametrize("of_all", [True, False])
def test_a_link_makes_one_keeper(of_all: bool) -> None:
    organisation = None if of_all else make_organisation()
    made = offer_keepership(by=keeper_of(None), organisation=organisation, now=SIX_PM)
    person = make_person()

    accept_keepership(offer=made.keeper, person=person, name="Ada", now=SIX_PM)

    standing = keeper_standing(person.id, SIX_PM)
    assert standing.keeps_installation is of_all
    assert organisation is None or standing.keeps(organisation.id)
    with pytest.raises(Refused) as refused:
        accept_keepership(offer=made.keeper, person=make_person(), name="", now=SIX_PM)
    assert refused.value.code == "link-over"


def test_the_link_is_over_after_a_week() -> None:
    made = offer_keepership(by=keeper_of(None), organisation=None, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        accept_keepership(
            offer=made.keeper, person=make_person(), name="", now=SIX_PM + timedelta(days=7)
        )

    assert refused.value.code == "link-over"


def test_who_keeps_it_already_uses_nothing_up() -> None:
    make_keeper(person := make_person())
    made = offer_keepership(by=keeper_of(None), organisation=None, now=SIX_PM)

    accept_keepership(offer=made.keeper, person=person, name="", now=SIX_PM)

    assert Keeper.objects.filter(id=made.keeper.id, person=None).exists()


def test_who_kept_it_before_can_keep_it_again() -> None:
    organisation = make_organisation()
    former = make_keeper(person := make_person(), organisation)
    Keeper.objects.filter(id=former.id).update(ends_at=SIX_PM - timedelta(days=1))
    made = offer_keepership(by=keeper_of(None), organisation=organisation, now=SIX_PM)

    accept_keepership(offer=made.keeper, person=person, name="Ada", now=SIX_PM)

    assert keeper_standing(person.id, SIX_PM).keeps(organisation.id)


def test_the_keeper_of_one_organisation_lets_nobody_keep_another_or_everything() -> None:
    by = keeper_of(make_organisation())

    for organisation in (None, make_organisation()):
        with pytest.raises(Refused) as refused:
            offer_keepership(by=by, organisation=organisation, now=SIX_PM)
        assert refused.value.code == "not-here"


def test_the_last_keeper_of_the_installation_stays() -> None:
    keeper = make_keeper()
    by = keeper_standing(keeper.person_id, SIX_PM)

    with pytest.raises(Refused) as refused:
        end_keepership(by=by, keeper=keeper, now=SIX_PM)

    assert refused.value.code == "last-keeper"


def test_an_offered_place_does_not_count_as_a_keeper() -> None:
    keeper = make_keeper()
    by = keeper_standing(keeper.person_id, SIX_PM)
    made = offer_keepership(by=by, organisation=None, now=SIX_PM)

    with pytest.raises(Refused):
        end_keepership(by=by, keeper=keeper, now=SIX_PM)
    end_keepership(by=by, keeper=made.keeper, now=SIX_PM)

    assert list(Keeper.objects.all()) == [keeper]


def test_a_keepership_ends_at_once() -> None:
    ending = make_keeper()

    end_keepership(by=keeper_of(None), keeper=ending, now=SIX_PM)

    assert not keeper_standing(ending.person_id, SIX_PM).keeps_anything
    assert Entry.objects.get().verb == Verb.KEEPER_ENDED


def test_the_keeper_of_one_organisation_ends_no_other() -> None:
    with pytest.raises(Refused) as refused:
        end_keepership(by=keeper_of(make_organisation()), keeper=make_keeper(), now=SIX_PM)

    assert refused.value.code == "not-here"


@pytest.mark.django_db(transaction=True)
def test_two_keepers_cannot_end_each_other() -> None:
    one, other = make_keeper(), make_keeper()
    pairs = [
        (keeper_standing(one.person_id, SIX_PM), other),
        (keeper_standing(other.person_id, SIX_PM), one),
    ]

    def outcome(index: int) -> str:
        by, keeper = pairs[index]
        try:
            end_keepership(by=by, keeper=keeper, now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome, range(2)))

    assert sorted(outcomes) == ["ended", "last-keeper"]


@pytest.mark.django_db(transaction=True)
def test_two_links_used_at_once_make_one_keeper() -> None:
    by = keeper_standing(make_keeper().person_id, SIX_PM)
    offers = [offer_keepership(by=by, organisation=None, now=SIX_PM).keeper for _ in range(2)]
    person = make_person()

    def accept(offer: Keeper) -> None:
        try:
            accept_keepership(offer=offer, person=person, name="Kay", now=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(accept, offers))

    assert Keeper.objects.filter(person=person).count() == 1
