# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core import clock
from hearthside.directory.tests.builders import finish_set_up
from hearthside.notices.tests.builders import make_notice, telling_to
from hearthside.spaces.models import JoinRequest, Membership, MembershipState, Space
from hearthside.spaces.tests.builders import (
    make_keeper,
    make_member,
    make_person,
    make_request,
    make_space,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db

HOME = "/home/"


def test_a_visitor_finds_help_the_ways_in_and_the_listed_spaces_only() -> None:
    listed, hidden = make_space("Riverside", listed=True), make_space("Hillside")

    page = signed_in(None).get("/").content.decode()

    for address in ("/help/", reverse("join"), reverse("account_login"), listed.get_absolute_url()):
        assert f'href="{address}"' in page
    assert hidden.name not in page


def test_words_sent_to_a_place_that_is_closed_are_given_back() -> None:
    member = make_member()
    address = reverse("forum:replies", args=[member.space.slug, uuid4()])

    for client in (signed_in(None), signed_in(member.person)):
        page = client.post(address, {"text": "I cannot write this twice."})
        assert page.status_code == 404
        assert "I cannot write this twice." in page.content.decode()


def test_a_refusal_gives_back_what_was_typed() -> None:
    steward = make_steward()
    own_page = reverse("moderation:member_proposal", args=[steward.space.slug, steward.id])

    page = signed_in(steward.person).post(own_page, {"words": "a reason", "reason": "a reason"})

    assert page.status_code == 403
    assert "a reason" in page.content.decode()


def test_who_is_signed_in_goes_home() -> None:
    assert signed_in(make_person()).get("/")["Location"] == HOME


def test_home_shows_ones_own_spaces_and_where_something_is_new() -> None:
    person = make_person()
    here, there = (make_member(make_space(), person=person) for _ in range(2))
    make_notice(telling_to(here.id, space_id=here.space_id))

    places = signed_in(person).get(HOME).context["memberships"]

    assert {place.space.id: place.has_notices for place in places} == {
        here.space_id: True,
        there.space_id: False,
    }


def test_the_number_of_queries_does_not_grow_with_the_spaces() -> None:
    person = make_person()
    make_member(make_space(listed=True), person=person)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            signed_in(person).get(HOME)
        return len(asked)

    few = count()
    for _ in range(10):
        make_member(make_space(listed=True), person=person)
        make_space(listed=True)

    assert count() == few


def test_home_shows_other_listed_spaces_but_not_ones_own() -> None:
    person = make_person()
    own, other = make_space(listed=True), make_space(listed=True)
    make_member(own, person=person)

    assert list(signed_in(person).get(HOME).context["listed"]) == [other]


def test_who_waits_or_was_removed_finds_the_way_to_the_answer() -> None:
    person = make_person()
    asked, removed = make_request(make_space(), person=person), make_member(person=person)
    Membership.objects.filter(id=removed.id).update(
        state=MembershipState.REMOVED, ended_at=clock.now()
    )

    doors = signed_in(person).get(HOME).context["doors"]

    assert {space.id for space in doors} == {asked.space_id, removed.space_id}


def test_what_is_settled_is_no_door_any_more() -> None:
    person = make_person()
    asked = make_request(make_space(), person=person)
    JoinRequest.objects.update(state="withdrawn")
    member = make_member(person=person)

    assert signed_in(person).get(HOME).context["doors"] == []
    assert Space.objects.filter(id__in=[asked.space_id, member.space_id]).count() == 2


@pytest.mark.parametrize("keeps", [True, False])
def test_only_keepers_are_shown_what_they_keep(keeps: bool) -> None:
    person = make_person()
    if keeps:
        make_keeper(person)

    page = signed_in(person).get(HOME).content.decode()

    assert (reverse("spaces:keep") in page) is keeps


def test_a_keeper_is_led_to_set_up_until_the_place_is_open() -> None:
    keeper = make_person()
    make_keeper(keeper)
    leads_on = f'href="{reverse("directory:setup")}"'

    assert leads_on in signed_in(keeper).get(HOME).content.decode()
    assert leads_on not in signed_in(make_person()).get(HOME).content.decode()

    finish_set_up()
    assert leads_on not in signed_in(keeper).get(HOME).content.decode()


def test_home_is_for_those_who_are_signed_in() -> None:
    assert reverse("account_login") in signed_in(None).get(HOME)["Location"]
