# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in, proving, passwords, mail: allauth's pages as they behave here."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from pytest_django import Settings

from hearthside.core.throttle import Limit
from hearthside.people import adapters
from hearthside.people.models import SignIn
from hearthside.people.tests.builders import (
    NEW_PASSWORD,
    PASSWORD,
    join_somebody,
    session_data_of,
    signed_in,
)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["heron", "Heron", " HERON "])
def test_a_name_works_however_it_is_typed(typed: str) -> None:
    join_somebody("heron")

    answer = Client().post("/sign-in/", {"login": typed, "password": PASSWORD})

    assert answer.headers["Location"] == "/home/"


@pytest.mark.django_db
def test_unknown_names_and_wrong_passwords_get_the_same_words() -> None:
    join_somebody("heron")
    pages = [
        Client().post("/sign-in/", {"login": name, "password": "wrong"})
        for name in ("heron", "nobody")
    ]

    assert pages[0].context["form"].errors == pages[1].context["form"].errors


@pytest.mark.django_db
def test_too_many_tries_lead_to_a_page_with_help() -> None:
    join_somebody("heron")
    pages = [
        Client().post("/sign-in/", {"login": "heron", "password": "wrong"}) for _try in range(11)
    ]

    assert pages[-1].status_code == 429
    assert "/help/" in pages[-1].content.decode()
    assert "Retry-After" in pages[-1].headers


@pytest.mark.django_db
def test_allauths_own_limits_lead_to_a_page_with_help(settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}  # type: ignore[attr-defined]
    Client().post("/sign-in/", {})

    page = Client().post("/sign-in/", {})

    assert page.status_code == 429
    assert "/help/" in page.content.decode()


@pytest.mark.django_db
def test_sign_in_goes_on_to_where_somebody_wanted_to_be() -> None:
    join_somebody("heron")
    given = {"login": "heron", "password": PASSWORD}

    here = Client().post("/sign-in/", given | {"next": "/i/secret/"})
    elsewhere = Client().post("/sign-in/", given | {"next": "https://elsewhere.example/"})

    assert here.headers["Location"] == "/i/secret/"
    assert elsewhere.headers["Location"] == "/home/"


@pytest.mark.django_db
def test_a_new_password_ends_the_other_sign_ins_and_not_this_one() -> None:
    person = join_somebody("heron").person
    here, there = signed_in(person), signed_in(person)

    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert SignIn.objects.filter(person=person).count() == 1


@pytest.mark.django_db
def test_what_lets_others_in_asks_for_proof_first() -> None:
    browser = signed_in(join_somebody("heron").person)

    for path in ("/account/email/", "/account/passkeys/new/", "/account/authenticator/"):
        answer = browser.get(path)
        assert answer.headers["Location"].startswith("/account/proof/?next="), path


@pytest.mark.django_db
def test_a_form_that_needs_proof_leaves_nothing_of_the_request_in_the_session() -> None:
    person = join_somebody("heron").person
    browser = signed_in(person)

    answer = browser.post("/account/authenticator/", {"code": "123456"})

    assert answer.headers["Location"] == "/account/proof/?next=%2Faccount%2Fauthenticator%2F"
    assert "127.0.0.1" not in session_data_of(person)


def prove(browser: Client) -> None:
    browser.post("/account/proof/", {"password": PASSWORD, "next": "/account/"})


@pytest.mark.django_db
def test_an_address_gets_a_code_only_once_it_is_confirmed() -> None:
    person = join_somebody("heron").person
    browser = signed_in(person)
    prove(browser)
    browser.post("/account/email/", {"email": "heron@example.org", "action_add": "yes"})
    link = re.search(r"http://\S+(/account/email/\S+)", str(mail.outbox[0].body))
    assert link is not None

    Client().post("/recover/mail/", {"email": "heron@example.org"})
    mail_has_gone()
    assert len(mail.outbox) == 1

    Client().post(link[1])
    Client().post("/recover/mail/", {"email": "heron@example.org"})
    mail_has_gone()
    assert len(mail.outbox) == 2
    assert EmailAddress.objects.get(user=person).verified


@pytest.mark.django_db
def test_a_code_by_mail_sets_a_new_password_and_ends_every_sign_in() -> None:
    person = join_somebody("heron").person
    EmailAddress.objects.create(user=person, email="heron@example.org", verified=True, primary=True)
    signed_in(person)
    lost = Client()
    lost.post("/recover/mail/", {"email": "heron@example.org"})
    mail_has_gone()
    code = mail.outbox[0].body.split("\n\n")[1].strip()

    lost.post("/recover/mail/code/", {"code": code})
    lost.post("/recover/mail/password/", {"password1": NEW_PASSWORD})

    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert not SignIn.objects.filter(person=person).exists()


@pytest.mark.django_db
def test_an_unknown_address_looks_just_the_same() -> None:
    answer = Client().post("/recover/mail/", {"email": "nobody@example.org"})

    mail_has_gone()
    assert answer.headers["Location"] == "/recover/mail/code/"
    assert not mail.outbox


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["heron@example.org", "nobody@example.org"])
def test_a_mail_server_that_is_down_does_not_tell_who_has_an_account(
    address: str, settings: Settings
) -> None:
    person = join_somebody("heron").person
    EmailAddress.objects.create(user=person, email="heron@example.org", verified=True, primary=True)
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"

    answer = Client().post("/recover/mail/", {"email": address})

    mail_has_gone()
    assert answer.headers["Location"] == "/recover/mail/code/"


@pytest.mark.django_db
def test_tries_elsewhere_do_not_keep_somebody_out() -> None:
    join_somebody("heron")
    for _try in range(11):
        tried = Client(REMOTE_ADDR="203.0.113.9").post(
            "/sign-in/", {"login": "heron", "password": "wrong"}
        )

    answer = Client(REMOTE_ADDR="198.51.100.7").post(
        "/sign-in/", {"login": "heron", "password": PASSWORD}
    )

    assert tried.status_code == 429
    assert answer.headers["Location"] == "/home/"


@pytest.mark.django_db
def test_tries_from_everywhere_are_slowed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapters, "SIGN_IN_BY_NAME", Limit("sign-in-name", 3, timedelta(hours=1)))
    pages = [
        Client(REMOTE_ADDR=f"203.0.{part}.9").post(
            "/sign-in/", {"login": "heron", "password": "wrong"}
        )
        for part in range(4)
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 429]


@pytest.mark.django_db
def test_mails_tell_neither_address_nor_device() -> None:
    person = join_somebody("heron").person
    EmailAddress.objects.create(user=person, email="heron@example.org", verified=True, primary=True)
    browser = signed_in(person, agent="Firefox/128.0 Android")

    browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    sent = mail.outbox[-1]
    assert sent.to == ["heron@example.org"]
    assert "127.0.0" not in sent.body
    assert "Firefox" not in sent.body
    assert "heron" not in f"{sent.subject}{sent.body}"
    assert not getattr(sent, "alternatives", None)
    assert re.search(r"http://\S+/help/\s", str(sent.body)), "every mail leads to people"


class Unreachable(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


def mail_has_gone() -> None:
    """Wait for the mails that are under way."""
    for thread in threading.enumerate():
        if thread.name == adapters.MAIL_THREAD:
            thread.join()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.django_db
def test_an_authenticator_app_is_asked_for_at_the_next_sign_in() -> None:
    person = join_somebody("heron").person
    browser = signed_in(person)
    prove(browser)
    page = browser.get("/account/authenticator/")
    secret = page.context["form"].secret

    browser.post("/account/authenticator/", {"code": code_of(secret)})

    kept = Authenticator.objects.get(user=person)
    assert secret not in str(kept.data), "the secret is sealed"
    later = Client()
    answer = later.post("/sign-in/", {"login": "heron", "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/code/"
    assert later.get("/sign-in/code/").status_code == 200
    assert later.get("/account/").status_code == 302
    later.post("/sign-in/code/", {"code": "000000"})
    assert later.get("/account/").status_code == 302
    later.post("/sign-in/code/", {"code": code_of(secret)})
    assert later.get("/account/").status_code == 200


@pytest.mark.django_db
def test_a_passkey_opens_a_door_and_closes_none() -> None:
    person = join_somebody("heron").person
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "x"})

    answer = Client().post("/sign-in/", {"login": "heron", "password": PASSWORD})

    assert answer.headers["Location"] == "/home/"


@pytest.mark.django_db
def test_signing_out_empties_the_device() -> None:
    person = join_somebody("heron").person
    browser = signed_in(person)

    asked = browser.get("/sign-out/")
    answer = browser.post("/sign-out/")

    assert asked.status_code == 200
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not SignIn.objects.filter(person=person).exists()
