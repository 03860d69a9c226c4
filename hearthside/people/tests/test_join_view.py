# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.test import Client

from hearthside.core.verdicts import Verdict
from hearthside.people.hooks import may_join
from hearthside.people.models import Person
from hearthside.people.rules import JOINING
from hearthside.people.tests.builders import PASSWORD, join_somebody, session_data_of, signed_in

GIVEN = {"sign_in_name": "heron", "password": PASSWORD, "adult": "on"}


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.mark.django_db
def test_joining_asks_for_nothing_but_a_name_and_a_password(client: Client) -> None:
    form = client.get("/join/").context["form"]

    assert [field.name for field in form.visible_fields()] == ["sign_in_name", "password", "adult"]


@pytest.mark.django_db
def test_somebody_who_joins_is_signed_in_and_sees_their_codes_once(client: Client) -> None:
    answer = client.post("/join/", GIVEN | {"next": "/home/"})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/codes/?next=%2Fhome%2F"
    shown = client.get(answer.headers["Location"])
    assert len(shown.context["codes"]) == 10
    assert shown.context["next"] == "/home/"
    again = client.get(answer.headers["Location"])
    assert "codes" not in again.context
    assert again.context["left"] == 10


@pytest.mark.django_db
def test_codes_are_sealed_while_they_wait_for_their_page(client: Client) -> None:
    client.post("/join/", GIVEN)
    data = session_data_of(Person.objects.get())

    shown = client.get("/account/codes/").context["codes"]

    assert not any(code in data for code in shown)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Ada Lovelace", "ada@example.org", "+44 20 7946 0018"])
def test_a_name_that_gives_somebody_away_is_warned_about_once_and_never_refused(
    client: Client, name: str
) -> None:
    warned = client.post("/join/", GIVEN | {"sign_in_name": name})

    assert warned.status_code == 200
    assert warned.context["warning"]
    assert PASSWORD in warned.content.decode(), "nobody types the password twice"
    assert not Person.objects.exists()

    assert client.post("/join/", GIVEN | {"sign_in_name": name, "warned": "yes"}).status_code == 302


@pytest.mark.django_db
def test_whoever_is_under_18_is_led_to_people_and_not_just_refused(client: Client) -> None:
    page = client.post("/join/", GIVEN | {"adult": ""})

    assert page.status_code == 422
    assert "adult" in page.context["form"].errors
    assert "/join/under-18/" in page.content.decode()
    assert "/help/" in client.get("/join/under-18/").content.decode()


@pytest.mark.django_db
def test_a_taken_name_is_said_kindly_and_the_rest_is_kept(client: Client) -> None:
    join_somebody("heron")

    page = client.post("/join/", GIVEN | {"sign_in_name": "HERON"})

    assert page.status_code == 422
    assert page.context["form"].errors.as_data()["sign_in_name"][0].code == "name-taken"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_nobody_is_sent_elsewhere_after_joining(client: Client, bad: str) -> None:
    answer = client.post("/join/", GIVEN | {"next": bad})

    assert "elsewhere" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


@pytest.mark.django_db
def test_an_invitation_is_not_lost_on_the_way(client: Client) -> None:
    page = client.get("/join/?next=/i/secret/").content.decode()

    assert 'name="next" value="/i/secret/"' in page
    assert "/sign-in/?next=/i/secret/" in page


@pytest.mark.django_db
def test_a_password_can_be_read_without_scripting(client: Client) -> None:
    page = client.get("/join/?shown=yes")

    assert page.context["form"]["password"].field.widget.input_type == "text"


@pytest.mark.django_db
def test_a_closed_door_says_why_and_shows_help(client: Client) -> None:
    may_join.answer(lambda: Verdict("not-open-yet", "We open soon."))

    page = client.get("/join/")

    assert page.status_code == 403
    assert "We open soon." in page.content.decode()
    assert "/help/" in page.content.decode()


@pytest.mark.django_db
def test_joining_too_often_waits_and_help_does_not(client: Client) -> None:
    for _try in range(JOINING.times):
        client.post("/join/", {})

    page = client.post("/join/", GIVEN)

    assert page.status_code == 429
    assert "/help/" in page.content.decode()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_somebody_signed_in_goes_on(client: Client) -> None:
    answer = signed_in(join_somebody().person).get("/join/?next=/i/secret/")

    assert answer.headers["Location"] == "/i/secret/"
