# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.hooks import slot
from hearthside.directory.models import Country, HelpLine, SetUp, TextReview
from hearthside.directory.tests.builders import finish_set_up, make_country, make_line
from hearthside.people.models import Person
from hearthside.spaces.tests.builders import (
    make_keeper,
    make_organisation,
    make_person,
    make_steward,
)

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Night Line",
    "kind": "crisis",
    "country": "GB",
    "audience": "everybody",
    "dial": "116 123",
    "hours": "24/7",
}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def client() -> Client:
    """A keeper of the installation at the keyboard."""
    person = make_person()
    make_keeper(person)
    return signed_in(person)


def every_address(line: HelpLine) -> list[tuple[str, str]]:
    read = ["lines", "new_line", "countries", "texts", "setup"]
    one = ["line", "facts"]
    sent = ["confirmation", "withdrawal", "pair"]
    return [
        *(("get", reverse(f"directory:{name}")) for name in read),
        *(("get", reverse(f"directory:{name}", args=[line.id])) for name in one),
        *(("post", reverse(f"directory:{name}", args=[line.id])) for name in sent),
        ("get", reverse("directory:text", args=["en"])),
        ("get", reverse("directory:looking", args=["GB"])),
        ("post", reverse("directory:country_ending", args=["GB"])),
    ]


def test_to_everybody_but_keepers_there_is_no_such_page() -> None:
    line, strangers = make_line(), [Client(), signed_in(make_person())]
    make_country()
    strangers.append(signed_in(make_steward().person))

    for client in strangers:
        for method, address in every_address(line):
            assert getattr(client, method)(address).status_code == 404, address


def test_a_keeper_sees_every_page(client: Client) -> None:
    line = make_line()
    make_country()

    for method, address in every_address(line):
        if method == "get":
            assert client.get(address).status_code == 200, address
            assert client.put(address).status_code == 405, address
        else:
            assert client.get(address).status_code == 405, address


def test_keepers_of_an_organisation_read_and_change_nothing() -> None:
    line, person = make_line(), make_person()
    make_country()
    make_keeper(person, make_organisation())
    client = signed_in(person)

    assert client.get(reverse("directory:lines")).status_code == 200
    page = client.get(reverse("directory:line", args=[line.id]))
    assert page.status_code == 200
    assert b"<form" not in page.content.split(b"<main")[1]
    assert client.get(reverse("directory:new_line")).status_code == 403
    answer = client.post(
        reverse("directory:confirmation", args=[line.id]),
        {"on": clock.now().date(), "by": "Eve", "how": "called"},
    )
    assert answer.status_code == 403
    answer = client.post(reverse("directory:countries"), {"code": "IE"})
    assert answer.status_code == 403
    assert client.post(reverse("directory:setup"), {"finished_by": "Eve"}).status_code == 403
    line.refresh_from_db()
    assert line.verified_on is None


def test_a_line_is_written_down_changed_confirmed_and_taken_out(client: Client) -> None:
    made = client.post(reverse("directory:new_line"), FACTS)
    line = HelpLine.objects.get()
    assert made.headers["Location"] == reverse("directory:line", args=[line.id])

    client.post(reverse("directory:facts", args=[line.id]), FACTS | {"notes": "Ask for Ada."})
    check = {"on": clock.now().date(), "by": "Ada", "how": "called"}
    client.post(reverse("directory:confirmation", args=[line.id]), check)
    line.refresh_from_db()
    assert (line.notes, line.verified_by) == ("Ask for Ada.", "Ada")

    client.post(reverse("directory:withdrawal", args=[line.id]), {"because": "It closed."})
    assert not HelpLine.objects.in_use().exists()
    assert client.get(reverse("directory:line", args=[line.id])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"dial": "12"}, "source"),
        ({"dial": ""}, "dial"),
        ({"hours": "always"}, "hours"),
        ({"hours": "mon 10:00-12:00"}, "zone"),
        ({"languages": "English"}, "languages"),
        ({"chat_url": "javascript:alert(1)"}, "chat_url"),
    ],
)
def test_what_is_wrong_stands_under_its_question(
    client: Client, changed: dict[str, str], field: str
) -> None:
    answer = client.post(reverse("directory:new_line"), FACTS | changed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not HelpLine.objects.exists()


def test_a_confirmation_without_a_name_shows_the_page_again(client: Client) -> None:
    line = make_line()

    answer = client.post(
        reverse("directory:confirmation", args=[line.id]), {"on": "2026-01-01", "how": "called"}
    )

    assert answer.status_code == 422
    assert list(answer.context["check_form"].errors) == ["by"]


def test_there_is_no_such_line(client: Client) -> None:
    assert client.get(reverse("directory:line", args=[uuid4()])).status_code == 404


def test_countries_are_chosen_and_looking_is_written_down(client: Client) -> None:
    client.post(reverse("directory:countries"), {"code": "GB"})
    looked = {"on": clock.now().date(), "by": "Ada", "where": "the ministry"}
    client.post(reverse("directory:looking", args=["gb"]), looked)

    country = Country.objects.get()
    assert (country.code, country.looked_by) == ("GB", "Ada")
    client.post(reverse("directory:country_ending", args=["GB"]))
    assert not Country.objects.exists()


def test_a_text_is_read_in_its_own_language_and_marked(client: Client) -> None:
    address = reverse("directory:text", args=["es"])
    assert 'lang="es"' in client.get(address).content.decode()

    assert client.post(address, {"reviewed_by": "Ada"}).status_code == 422
    client.post(address, {"reviewed_by": "Ada", "is_good": "on"})

    assert TextReview.objects.get().language == "es"
    assert client.get(reverse("directory:text", args=["xx"])).status_code == 404


def test_set_up_says_what_is_missing_and_does_not_finish_before(client: Client) -> None:
    page = client.get(reverse("directory:setup"))
    assert [step.is_done for step in page.context["state"].steps] == [False, False, False]

    answer = client.post(reverse("directory:setup"), {"finished_by": "Ada"})

    assert answer.status_code == 403
    assert not SetUp.objects.exists()


def test_set_up_finishes_when_everything_is_there(client: Client) -> None:
    make_country()
    today = clock.now().date()
    make_line(verified_on=today, text_number="85258")
    client.post(reverse("directory:text", args=["en"]), {"reviewed_by": "Ada", "is_good": "on"})

    client.post(reverse("directory:setup"), {"finished_by": "Ada"})

    assert SetUp.objects.get().finished_by == "Ada"
    assert client.get(reverse("directory:setup")).status_code == 200


def test_the_page_of_keepers_says_which_lines_to_check_again(client: Client) -> None:
    finish_set_up()
    make_line("Old one", verified_on=(clock.now() - timedelta(days=91)).date())
    make_line("Fresh one", verified_on=clock.now().date())

    html = client.get(reverse("spaces:keep")).content.decode()

    assert "Old one" in html
    assert "Fresh one" not in html


def test_where_joining_ends_young_people_find_their_lines() -> None:
    make_line("Childline", kind="youth", dial="0800 1111")

    (html,) = slot("people.under18").ask(HttpRequest())

    assert "tel:08001111" in html


def test_the_list_of_lines_costs_the_same_however_many_there_are(
    client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_line(f"Line {number}")
    make_country()

    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.get(reverse("directory:lines"))
