# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection

from hearthside.ledger.models import Delivery, Entry, Token
from hearthside.ledger.queries import verify_chain
from hearthside.people.actions.recovery import make_codes
from hearthside.people.models import Person
from hearthside.privacy.actions.consents import give_consent
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Holder, Leave, Subject, erase, holders_of
from hearthside.privacy.models import Consent
from hearthside.privacy.tests.builders import PASSWORD, SIX_PM, enter, make_person, signed_in

Erasing = tuple[Subject, Leave, datetime]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Erasing]:
    """What the domains above are asked to erase."""
    heard: list[Erasing] = []
    hear: Callable[..., None] = lambda *args: heard.append(args)  # noqa: E731
    monkeypatch.setattr(erase, "_answers", [hear])
    return heard


@pytest.fixture
def membership(monkeypatch: pytest.MonkeyPatch) -> UUID:
    """One membership of whoever is asked about, as long as the domains above still know it."""
    member_id = uuid4()
    monkeypatch.setattr(holders_of, "_answers", [lambda _person: [Holder(member_id, "Riverside")]])
    return member_id


def everything_about(person: Person) -> list[str]:
    """Return each table of the database that still holds the name, the address or the id."""
    marks = (person.sign_in_name, "heron@example.org", str(person.id), person.id.hex)
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            found += [table for mark in marks if mark in rows]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("how", list(Leave))
def test_leaving_asks_every_domain_and_erases_the_account(
    asked: list[Erasing], membership: UUID, how: Leave
) -> None:
    person = make_person("grey-heron")
    EmailAddress.objects.create(user=person, email="heron@example.org", verified=True, primary=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    make_codes(person=person, now=SIX_PM)
    signed_in(person)
    give_consent(holder_id=person.id, kind="norms", version=1, now=SIX_PM)
    give_consent(holder_id=membership, kind="norms", version=1, now=SIX_PM)
    event = {"person_id": str(person.id)}
    Delivery.objects.create(
        listener="x", event=event, made_at=SIX_PM, next_try_at=SIX_PM, done_at=SIX_PM
    )

    leave(person=person, how=how, now=SIX_PM)

    assert asked == [(Subject(person.id), how, SIX_PM)]
    assert everything_about(person) == []
    assert not Consent.objects.exists()


@pytest.mark.django_db
def test_the_ledger_stays_whole_and_says_nothing_of_anybody(membership: UUID) -> None:
    person = make_person()
    enter(person.id)
    enter(membership)

    leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    assert Entry.objects.count() == 2
    assert verify_chain().holds
    assert not Token.objects.filter(holder_id__in=[person.id, membership]).exists()
    assert not any(bytes(entry.reason) for entry in Entry.objects.all())


@pytest.mark.django_db
def test_leaving_twice_is_leaving_once(asked: list[Erasing]) -> None:
    person = make_person()
    leave(person=person, how=Leave.KEEP_WORDS, now=SIX_PM)

    leave(person=person, how=Leave.KEEP_WORDS, now=SIX_PM)

    assert len(asked) == 1


@pytest.mark.django_db
def test_if_one_domain_cannot_erase_nothing_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()

    def cannot(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(erase, "_answers", [cannot])
    with pytest.raises(RuntimeError):
        leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)

    assert Person.objects.filter(id=person.id).exists()


@pytest.mark.django_db
def test_leaving_asks_for_the_password_and_says_what_happens() -> None:
    person = make_person()
    browser = signed_in(person)

    page = browser.get("/account/leaving/")
    wrong = browser.post(
        "/account/leaving/", {"how": "keep-words", "when": "at-once", "password": "wrong"}
    )

    assert "/help/" in page.content.decode()
    assert wrong.status_code == 422
    assert Person.objects.filter(id=person.id).exists()


@pytest.mark.django_db
def test_nothing_is_chosen_for_whoever_leaves() -> None:
    browser = signed_in(make_person())

    page = browser.post("/account/leaving/", {"password": PASSWORD})

    assert page.status_code == 422
    assert "how" in page.context["form"].errors


@pytest.mark.django_db
def test_whoever_has_left_is_signed_out_and_the_device_is_empty() -> None:
    person = make_person()
    browser, other = signed_in(person), signed_in(person)

    answer = browser.post(
        "/account/leaving/", {"how": "erase-all", "when": "at-once", "password": PASSWORD}
    )

    assert answer.headers["Location"] == "/left/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/left/").status_code == 200
    assert [each.get("/account/").status_code for each in (browser, other)] == [302, 302]
