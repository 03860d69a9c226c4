# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever closes their account has seven days to change their mind."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client

from hearthside.core import clock
from hearthside.core.records import wait_for_turn
from hearthside.ledger.tasks import run_courier_once
from hearthside.people.models import Person, SignIn
from hearthside.privacy.actions.leaving import ask_to_leave, leave, let_go, stay
from hearthside.privacy.hooks import Leave, Subject
from hearthside.privacy.models import Departure, Erasure
from hearthside.privacy.queries import export
from hearthside.privacy.tests.builders import PASSWORD, SIX_PM, make_person, signed_in

pytestmark = pytest.mark.django_db

DAYS = timedelta(days=7)
SOON = {"how": "erase-all", "when": "in-some-days", "password": PASSWORD}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let it be a certain time, and let the courier do what is due then."""

    def be(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        while run_courier_once():
            pass

    be(SIX_PM)
    return be


def test_an_account_is_there_for_seven_days_and_then_it_is_not(
    at: Callable[[datetime], None],
) -> None:
    person = make_person()
    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    at(SIX_PM + DAYS - timedelta(seconds=1))
    assert Person.objects.filter(id=person.id).exists()

    at(SIX_PM + DAYS)
    assert not Person.objects.filter(id=person.id).exists()
    assert not Departure.objects.exists()


def test_who_stays_in_time_stays(at: Callable[[datetime], None]) -> None:
    person = make_person()
    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    assert stay(person=person, now=SIX_PM + timedelta(days=6))
    at(SIX_PM + 2 * DAYS)

    assert Person.objects.filter(id=person.id).exists()
    assert not Erasure.objects.exists()
    assert not stay(person=person, now=SIX_PM)


def test_asking_again_begins_the_days_anew(at: Callable[[datetime], None]) -> None:
    person = make_person()
    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)
    later = SIX_PM + timedelta(days=3)
    departure = ask_to_leave(person=person, how=Leave.KEEP_WORDS, now=later)

    at(SIX_PM + DAYS)

    assert Person.objects.filter(id=person.id).exists()
    assert departure.closes_at == later + DAYS
    assert not let_go(departure_id=departure.id, now=SIX_PM + DAYS)


def test_closing_signs_out_everywhere_and_says_how_to_come_back() -> None:
    person = make_person()
    browser, other = signed_in(person), signed_in(person)

    answer = browser.post("/account/leaving/", SOON)

    assert answer.headers["Location"] == "/left/soon/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [each.get("/account/").status_code for each in (browser, other)] == [302, 302]
    assert not SignIn.objects.filter(person=person).exists()
    assert "7 days" in browser.get("/left/soon/").text


@pytest.mark.parametrize("path", ["/home/", "/account/", "/account/leaving/"])
def test_whoever_comes_back_is_told_and_stays_with_one_press(path: str) -> None:
    person = make_person()
    signed_in(person).post("/account/leaving/", SOON)
    client = Client()
    credentials = {"login": person.sign_in_name, "password": PASSWORD}
    first = client.post("/sign-in/", credentials, follow=True)
    assert "Your account closes on" in first.text

    assert 'action="/account/leaving/staying/"' in client.get(path).text
    kept = client.post("/account/leaving/staying/", follow=True)

    assert "Your account stays" in kept.text
    assert 'action="/account/leaving/staying/"' not in client.get(path).text
    assert not Departure.objects.exists()


def test_whoever_needs_to_be_gone_now_is_gone_now() -> None:
    person = make_person()
    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    assert not Departure.objects.exists()
    assert Erasure.objects.get().done


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writes at a time")
def test_who_is_let_go_does_not_stop_whoever_leaves_by_themselves() -> None:
    departure = ask_to_leave(person=make_person(), how=Leave.ERASE_ALL, now=SIX_PM)

    def go() -> bool:
        try:
            return let_go(departure_id=departure.id, now=SIX_PM + DAYS)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            wait_for_turn("leaving")
            gone = pool.submit(go)
            _until_somebody_waits_for_a_turn()
            free = Departure.objects.select_for_update(nowait=True).get()
        assert gone.result()

    assert free.id == departure.id


def _until_somebody_waits_for_a_turn() -> None:
    waiting = (
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
    )
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


def test_the_page_says_what_stays_behind_and_until_when() -> None:
    page = signed_in(make_person()).get("/account/leaving/").text

    for words in ("Backups, with what was in them", "14 days", "Traces of what was erased"):
        assert words in page


def test_that_it_closes_is_in_what_is_held_about_somebody() -> None:
    person = make_person()
    assert not _told(person)

    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    assert [row["ends_at"] for row in _told(person)] == [SIX_PM + DAYS]


def _told(person: Person) -> list[dict[str, object]]:
    parts = {part.name: part for part in export(Subject(person.id))}
    return [dict(row) for row in parts["departure"].rows]
