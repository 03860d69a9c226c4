# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody new is greeted by a person within a day, or the stewards know."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from hearthside.core import clock as the_clock
from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Leave
from hearthside.spaces.actions.arrivals import greet_newcomer, look_after_greeting, say_what_brings
from hearthside.spaces.actions.joining import join_space
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.actions.requests import admit
from hearthside.spaces.models import (
    Apart,
    Arrival,
    ArrivalState,
    Distance,
    Joining,
    Membership,
    Role,
    Space,
)
from hearthside.spaces.queries.arrivals import to_greet, waiting_to_be_greeted
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.rules.welcome import TEAM_TOLD_AFTER
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_arrival,
    make_member,
    make_request,
    make_space,
    make_steward,
    newcomer,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def come(space: Space) -> Arrival:
    member = join_space(space=space, newcomer=newcomer(), now=SIX_PM)
    return Arrival.objects.get(membership=member)


def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_clock, "now", lambda: SIX_PM + DAY)
    while run_courier_once():
        pass


def missed() -> set[object]:
    told = Notice.objects.filter(kind="greeting-missed")
    return set(told.values_list("recipient_id", flat=True))


def test_whoever_comes_in_is_due_a_greeting_within_a_day() -> None:
    arrival = come(make_space(listed=True))

    assert arrival.state == ArrivalState.WAITING
    assert arrival.greet_by == SIX_PM + DAY


def test_a_greeting_has_a_name_and_reaches_the_newcomer() -> None:
    space = make_space(listed=True)
    greeter = make_member(space, "Fern", role=Role.GREETER)
    arrival = come(space)

    greet_newcomer(by=standing_of(greeter), arrival=arrival, words="Hello you", now=SIX_PM)

    assert Notice.objects.get().recipient_id == arrival.membership_id
    own = reverse("spaces:my_membership", args=[space.slug])
    page = signed_in(arrival.membership.person).get(own).content.decode()
    assert "Hello you" in page
    assert "Fern greets you" in page


def test_a_miss_is_on_the_stewards_board_and_they_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space(listed=True)
    steward, greeter = make_steward(space), make_member(space, role=Role.GREETER)
    come(space)

    a_day_later(monkeypatch)

    assert missed() == {steward.id}
    assert waiting_to_be_greeted(standing_of(steward), SIX_PM + DAY) == (1, 1)
    home = reverse("spaces:home", args=[space.slug])
    assert 'id="desk-greetings"' in signed_in(steward.person).get(home).content.decode()
    assert 'id="greet-new"' in signed_in(greeter.person).get(home).content.decode()


def test_the_welcome_team_hears_of_somebody_new_after_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space(listed=True)
    steward = make_steward(space)
    greeter, apart = (make_member(space, role=Role.GREETER) for _ in range(2))
    first, second = come(space), come(space)
    for arrival in (first, second):
        Apart.objects.create(
            space=space,
            by=arrival.membership,
            other=apart,
            distance=Distance.BLOCK,
            since=SIX_PM,
        )
    greet_newcomer(by=standing_of(steward), arrival=first, words="Hello", now=SIX_PM)

    monkeypatch.setattr(the_clock, "now", lambda: SIX_PM + TEAM_TOLD_AFTER)
    while run_courier_once():
        pass

    told = Notice.objects.filter(kind="newcomer")
    assert [(each.recipient_id, each.times) for each in told] == [(greeter.id, 1)]
    assert missed() == set()


def test_whoever_was_greeted_is_no_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    space = make_space(listed=True)
    steward = make_steward(space)
    greet_newcomer(by=standing_of(steward), arrival=come(space), words="Hello", now=SIX_PM)

    assert not Delivery.objects.filter(key__startswith="greeting:", done_at=None).exists()
    a_day_later(monkeypatch)

    assert missed() == set()


@pytest.mark.django_db(transaction=True)  # the search is purged, which no transaction may hold
def test_whoever_left_is_no_miss_and_leaves_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    space = make_space(listed=True)
    steward = make_steward(space)
    arrival = come(space)
    by = standing_of(arrival.membership)

    leave_space(by=by, space=space, leave=Leave.KEEP_WORDS, now=SIX_PM)
    a_day_later(monkeypatch)

    assert missed() == set()
    assert not to_greet(standing_of(steward)).exists()
    assert not Arrival.objects.exists()


def test_an_appointment_kept_twice_tells_once() -> None:
    space = make_space(listed=True)
    make_steward(space)
    arrival = come(space)

    for _ in range(2):
        look_after_greeting(arrival_id=arrival.id, now=SIX_PM + DAY)

    assert Notice.objects.get(kind="greeting-missed").times == 1


def test_words_on_letting_somebody_in_are_a_greeting() -> None:
    space = make_space(joining=Joining.REQUEST)
    stella = make_steward(space)
    steward = standing_of(stella)

    member = admit(by=steward, request=make_request(space), words="Come in", now=SIX_PM)
    assert Arrival.objects.get().state == ArrivalState.GREETED
    own = reverse("spaces:my_membership", args=[space.slug])
    assert f"{stella.name} let you in" in signed_in(member.person).get(own).content.decode()

    admit(by=steward, request=make_request(space), words="", now=SIX_PM)
    assert Arrival.objects.filter(state=ArrivalState.WAITING).count() == 1


def test_only_the_team_and_stewards_see_who_is_new_and_what_brings_them() -> None:
    space = make_space(listed=True)
    arrival = make_arrival(make_member(space))
    say_what_brings(by=standing_of(arrival.membership), words="A long winter", now=SIX_PM)
    address = reverse("spaces:arrivals", args=[space.slug])

    greeter = signed_in(make_member(space, role=Role.GREETER).person).get(address)
    member = signed_in(make_member(space).person).get(address)

    assert "A long winter" in greeter.content.decode()
    assert member.status_code == 403


def test_people_who_keep_apart_do_not_greet_each_other() -> None:
    space = make_space(listed=True)
    greeter = make_member(space, role=Role.GREETER)
    arrival = make_arrival(make_member(space))
    Apart.objects.create(
        space=space, by=arrival.membership, other=greeter, distance=Distance.BLOCK, since=SIX_PM
    )

    assert not to_greet(standing_of(greeter)).exists()


def test_nobody_greets_themselves_or_with_no_words_or_twice() -> None:
    space = make_space(listed=True)
    steward = make_steward(space)
    arrival = make_arrival(make_member(space))

    def code(by: Membership, which: Arrival, words: str) -> str:
        with pytest.raises(Refused) as refused:
            greet_newcomer(by=standing_of(by), arrival=which, words=words, now=SIX_PM)
        return refused.value.code

    assert code(steward, make_arrival(steward), "Hello me") == "yourself"
    assert code(steward, arrival, "  ") == "empty"
    assert code(make_member(space), arrival, "Hello") == "not-greeter"
    assert code(make_steward(make_space()), arrival, "Hello") == "not-here"
    greet_newcomer(by=standing_of(steward), arrival=arrival, words="Hello", now=SIX_PM)
    assert code(steward, arrival, "Hello") == "greeted"


@pytest.mark.django_db(transaction=True)
def test_two_greeters_at_once_greet_once() -> None:
    space = make_space(listed=True)
    arrival = make_arrival(make_member(space))
    crowd = [standing_of(make_member(space, role=Role.GREETER)) for _ in range(4)]

    def outcome(by: Standing) -> str:
        try:
            greet_newcomer(by=by, arrival=arrival, words="Hello", now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "hello"

    with ThreadPoolExecutor(len(crowd)) as pool:
        outcomes = list(pool.map(outcome, crowd))

    assert sorted(outcomes) == ["greeted"] * 3 + ["hello"]


def test_words_of_a_greeter_who_came_second_are_shown_to_them() -> None:
    space = make_space(listed=True)
    arrival = make_arrival(make_member(space))
    steward = make_steward(space)
    greet_newcomer(by=standing_of(steward), arrival=arrival, words="First", now=SIX_PM)

    page = signed_in(steward.person).post(
        reverse("spaces:greeting", args=[space.slug, arrival.id]), {"words": "Second thoughts"}
    )

    assert page.status_code == 409
    assert "Second thoughts" in page.content.decode()


def test_three_steps_and_nobody_has_to_say_anything() -> None:
    space = make_space(listed=True)
    greeter = make_member(space, role=Role.GREETER)
    arrival = make_arrival(make_member(space))
    person = signed_in(arrival.membership.person)
    first, second = (reverse(f"spaces:{n}", args=[space.slug]) for n in ("arriving", "arrived"))

    assert person.get(first).status_code == 200
    assert person.post(first, {"words": ""})["Location"] == second
    page = person.get(second)

    assert page.context["person"] == greeter
    arrival.refresh_from_db()
    assert arrival.brings == ""


def test_what_brings_somebody_is_sealed() -> None:
    arrival = make_arrival(make_member(), brings="A long winter")

    with connection.cursor() as cursor:
        cursor.execute("SELECT brings FROM spaces_arrival")
        kept = bytes(cursor.fetchone()[0])

    assert b"winter" not in kept
    arrival.refresh_from_db()
    assert arrival.brings == "A long winter"


@pytest.mark.parametrize("leave", list(Leave))
def test_a_greeting_stays_without_its_greeter_or_goes(leave: Leave) -> None:
    space = make_space(listed=True)
    greeter = make_member(space, role=Role.GREETER)
    arrival = make_arrival(make_member(space))
    by = standing_of(greeter)
    greet_newcomer(by=by, arrival=arrival, words="Hello", now=SIX_PM)

    leave_space(by=by, space=space, leave=leave, now=SIX_PM)

    arrival.refresh_from_db()
    assert arrival.greeter is None
    assert arrival.words == ("Hello" if leave == Leave.KEEP_WORDS else "")
