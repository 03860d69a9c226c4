# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core import clock
from hearthside.people.hooks import help_countries, offered_languages
from hearthside.people.models import Appearance, SignIn
from hearthside.people.tests.builders import NEW_PASSWORD, PASSWORD, join_somebody, signed_in

CHOSEN = {"language": "en", "appearance": "dark", "zone": "Europe/Madrid", "country": "ES"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/account/", "/account/codes/", "/account/sign-ins/", "/account/password/"]
)
def test_an_account_is_for_its_person_only(path: str) -> None:
    assert Client().get(path).headers["Location"] == f"/sign-in/?next={path}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/codes/",
        "/account/sign-ins/",
        "/account/password/",
        "/account/keys/",
        "/account/passkeys/",
        "/language/",
    ],
)
def test_no_page_of_the_account_names_its_id(path: str) -> None:
    person = join_somebody().person

    page = signed_in(person).get(path)

    assert page.status_code == 200
    assert str(person.id) not in page.content.decode()
    assert "no-store" in page.headers.get("Cache-Control", "no-store, as the front door says")


@pytest.mark.django_db
def test_choices_are_kept_with_the_account_and_on_the_device() -> None:
    person = join_somebody().person
    browser = signed_in(person)

    answer = browser.post("/account/", CHOSEN)

    person.refresh_from_db()
    assert (person.appearance, person.zone, person.country) == ("dark", "Europe/Madrid", "ES")
    assert answer.cookies["appearance"].value == "dark"
    assert 'data-appearance="dark"' in browser.get("/account/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/", "/home/", "/nowhere/", "/sign-in/"])
def test_a_discreet_tab_says_the_same_on_every_page(path: str) -> None:
    person = join_somebody().person
    browser = signed_in(person)

    browser.post("/account/", CHOSEN | {"discreet": "on"})
    page = browser.get(path, follow=True).content.decode()

    assert "<title>Notes</title>" in page


@pytest.mark.django_db
def test_a_visitor_has_a_discreet_tab_until_they_choose_otherwise() -> None:
    visitor = Client()
    chosen = {"language": "en", "appearance": "device"}

    visitor.post("/language/", chosen | {"discreet": "on"})
    assert "<title>Notes</title>" in visitor.get("/join/").content.decode()
    visitor.post("/language/", chosen)
    assert "<title>Notes</title>" not in visitor.get("/join/").content.decode()


@pytest.mark.django_db
def test_only_offered_languages_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered_languages, "_answers", [lambda: ["en"]])
    browser = signed_in(join_somebody().person)

    assert browser.post("/account/", CHOSEN | {"language": "es"}).status_code == 422


@pytest.mark.django_db
def test_visitors_choose_too_and_go_back_to_where_they_were() -> None:
    answer = Client().post(
        "/language/", {"language": "en", "appearance": "light", "next": "/join/"}
    )

    assert answer.headers["Location"] == "/join/"
    assert answer.cookies["language"].value == "en"
    assert answer.cookies["appearance"].value == "light"


@pytest.mark.django_db
def test_choosing_on_the_small_page_keeps_zone_and_country() -> None:
    person = join_somebody().person
    browser = signed_in(person)
    browser.post("/account/", CHOSEN)

    browser.post("/language/", {"language": "", "appearance": "device"})

    person.refresh_from_db()
    assert (person.appearance, person.zone, person.country) == (
        Appearance.DEVICE,
        "Europe/Madrid",
        "ES",
    )


@pytest.mark.django_db
def test_times_follow_the_chosen_zone() -> None:
    browser = signed_in(join_somebody().person)
    browser.post("/account/", CHOSEN | {"zone": "Asia/Kolkata"})

    assert "IST" in browser.get("/account/sign-ins/").content.decode()


@pytest.mark.django_db
def test_sign_ins_are_told_apart_by_device_and_day_without_addresses() -> None:
    person = join_somebody().person
    signed_in(person, agent="Mozilla/5.0 (Windows NT 10.0) Firefox/128.0")
    browser = signed_in(person, agent="Mozilla/5.0 (Android 14) Chrome/128.0")

    page = browser.get("/account/sign-ins/")

    assert {row.device for row in page.context["sign_ins"]} == {
        "Firefox · Windows",
        "Chrome · Android",
    }
    assert "127.0.0" not in page.content.decode()


@pytest.mark.django_db
def test_one_device_can_be_signed_out() -> None:
    person = join_somebody().person
    lost, here = signed_in(person), signed_in(person)
    key = lost.session.session_key

    row = next(
        row for row in here.get("/account/sign-ins/").context["sign_ins"] if row.id != _here(here)
    )
    here.post("/account/sign-ins/end/", {"sign_in": row.id})

    assert key
    assert lost.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


@pytest.mark.django_db
def test_all_other_devices_can_be_signed_out() -> None:
    person = join_somebody().person
    others, here = [signed_in(person), signed_in(person)], signed_in(person)

    here.post("/account/sign-ins/end/")

    assert [browser.get("/account/").status_code for browser in others] == [302, 302]
    assert here.get("/account/").status_code == 200


@pytest.mark.django_db
def test_nobody_signs_somebody_else_out() -> None:
    person, other = join_somebody().person, join_somebody().person
    theirs = signed_in(person)
    row = SignIn.objects.get(person=person)

    signed_in(other).post("/account/sign-ins/end/", {"sign_in": row.id})

    assert theirs.get("/account/").status_code == 200


@pytest.mark.django_db
def test_new_codes_need_the_password_again() -> None:
    browser = signed_in(join_somebody().person)

    wrong = browser.post("/account/codes/", {"password": "wrong"})
    right = browser.post("/account/codes/", {"password": PASSWORD})

    assert wrong.status_code == 422
    assert len(browser.get(right.headers["Location"]).context["codes"]) == 10


@pytest.mark.django_db
def test_a_code_lets_somebody_back_in_at_once() -> None:
    joined = join_somebody("heron")
    browser = Client()
    given = {"sign_in_name": "Heron", "code": joined.codes[0], "password": NEW_PASSWORD}

    answer = browser.post("/recover/", given)

    assert answer.headers["Location"] == "/home/"
    assert browser.get("/account/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["heron", "nobody"])
def test_a_wrong_code_says_the_same_of_everybody(name: str) -> None:
    join_somebody("heron")

    given = {"sign_in_name": name, "code": "0000", "password": NEW_PASSWORD}
    page = Client().post("/recover/", given)

    assert page.status_code == 422
    assert len(page.context["form"].non_field_errors()) == 1


@pytest.mark.django_db
def test_guessing_codes_soon_waits_and_help_does_not() -> None:
    given = {"sign_in_name": "heron", "code": "0000", "password": NEW_PASSWORD}
    pages = [Client().post("/recover/", given) for _try in range(11)]

    assert pages[-1].status_code == 429
    assert "/help/" in pages[-1].content.decode()


@pytest.mark.django_db
def test_a_right_code_opens_the_door_however_often_others_have_guessed() -> None:
    joined = join_somebody("heron")
    given = {"sign_in_name": "heron", "code": "0000", "password": NEW_PASSWORD}
    for _try in range(11):
        guessed = Client().post("/recover/", given)

    answer = Client().post("/recover/", given | {"code": joined.codes[0]})

    assert guessed.status_code == 429
    assert answer.headers["Location"] == "/home/"


@pytest.mark.django_db
def test_codes_wait_for_somebody_who_sees_them() -> None:
    browser = signed_in(join_somebody().person)
    page = browser.post("/account/codes/", {"password": PASSWORD}).headers["Location"]

    browser.head(page)

    assert len(browser.get(page).context["codes"]) == 10
    assert "codes" not in browser.get(page).context


@pytest.mark.django_db
def test_sixty_days_count_from_the_last_day_somebody_was_here() -> None:
    browser = signed_in(join_somebody().person)
    soon = clock.now() + timedelta(days=2)
    SignIn.objects.update(seen_on=soon.date() - timedelta(days=60), expire_date=soon)

    answer = browser.get("/account/")

    lasts = SignIn.objects.get().expire_date - clock.now()
    assert lasts > timedelta(days=59)
    assert answer.cookies["session"]["max-age"] == 60 * 24 * 60 * 60
    assert "session" not in browser.get("/account/").cookies


def _here(browser: Client) -> object:
    return browser.get("/account/sign-ins/").context["here_id"]


@pytest.mark.django_db
def test_help_is_one_tap_away_and_opens_at_the_own_country(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(help_countries, "_answers", [lambda: ["ES"]])
    browser = signed_in(join_somebody().person)

    before = browser.get("/account/").content.decode()
    browser.post("/account/", CHOSEN)
    after = browser.get("/account/").content.decode()

    assert 'href="/help/">' in before
    assert 'href="/help/es/">' in after


@pytest.mark.django_db
def test_only_countries_with_a_help_page_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_countries, "_answers", [lambda: ["DE"]])
    browser = signed_in(join_somebody().person)

    assert browser.post("/account/", CHOSEN).status_code == 422
