# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client
from django.test.utils import override_settings

from hearthside.people.models import SignIn
from hearthside.people.sessions import SessionStore
from hearthside.people.tests.builders import join_somebody, signed_in

NEUTRAL = "https://weather.example/"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@override_settings(EXIT_URL=NEUTRAL)
def test_leaving_quickly_ends_the_session_and_empties_the_device(method: str) -> None:
    person = join_somebody().person
    here, elsewhere = signed_in(person), signed_in(person)
    here.cookies["language"] = "es"

    answer = getattr(here, method)("/exit/")

    assert answer.status_code == 303
    assert answer.headers["Location"] == NEUTRAL
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name for name, cookie in answer.cookies.items() if cookie.value == ""} >= {
        "csrf",
        "language",
        "session",
    }
    assert SignIn.objects.filter(person=person).count() == 1
    assert elsewhere.get("/account/").status_code == 200


@pytest.mark.django_db
def test_leaving_works_for_everybody_without_a_form() -> None:
    answer = Client(enforce_csrf_checks=True).post("/exit/")

    assert answer.status_code == 303


@pytest.mark.django_db
def test_leaving_sets_no_cookie_in_place_of_a_broken_one() -> None:
    browser = Client()
    browser.cookies["csrf"] = "x"

    assert {cookie.value for cookie in browser.get("/exit/").cookies.values()} == {""}


@pytest.mark.django_db
def test_leaving_works_while_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(join_somebody().person)

    def down(*_: object) -> None:
        raise OperationalError("no database")

    monkeypatch.setattr(SessionStore, "load", down)
    monkeypatch.setattr(SessionStore, "delete", down)
    monkeypatch.setattr(SessionStore, "save", down)
    answer = browser.get("/exit/")

    assert answer.status_code == 303
    assert answer.cookies["session"].value == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_a_guessing_browser_or_another_site_ends_no_session(headers: dict[str, str]) -> None:
    person = join_somebody().person

    signed_in(person).get("/exit/", headers=headers)

    assert SignIn.objects.filter(person=person).exists()
