# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import translation

from hearthside.people.actions.recovery import make_codes
from hearthside.people.models import RecoveryCode
from hearthside.privacy.actions.consents import give_consent
from hearthside.privacy.hooks import Part, Subject, export_of
from hearthside.privacy.queries import export, in_words, readable
from hearthside.privacy.tests.builders import SIX_PM, enter, make_person, signed_in

OURS = {"account", "sign_ins", "recovery_codes", "email", "keys", "consents", "entries"}


@pytest.mark.django_db
def test_somebody_takes_along_all_that_is_held_about_them() -> None:
    person = make_person("grey-heron")
    EmailAddress.objects.create(user=person, email="heron@example.org", verified=True, primary=True)
    make_codes(person=person, now=SIX_PM)
    give_consent(holder_id=person.id, kind="norms", version=3, now=SIX_PM)
    enter(person.id)

    answer = signed_in(person).post("/account/data/", {"form": "json"})

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    parts = json.loads(answer.content)["parts"]
    assert parts["account"]["rows"][0]["sign_in_name"] == "grey-heron"
    assert parts["email"]["rows"] == [{"address": "heron@example.org", "confirmed": True}]
    assert parts["consents"]["rows"][0]["version"] == 3
    assert len(parts["recovery_codes"]["rows"]) == 10
    assert len(parts["entries"]["rows"]) == 1
    assert len(parts["sign_ins"]["rows"]) == 1


@pytest.mark.django_db
def test_secrets_and_ids_do_not_travel() -> None:
    person = make_person()
    make_codes(person=person, now=SIX_PM)
    sealed = {"secret": "sealed-secret"}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=sealed)

    for form in ("json", "html"):
        told = signed_in(person).post("/account/data/", {"form": form}).content.decode()
        assert "sealed-secret" not in told
        assert person.password not in told
        assert RecoveryCode.objects.filter(person=person)[0].code_hash not in told
        assert str(person.id) not in told


@pytest.mark.django_db
def test_the_readable_file_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part("words", "Your words", [{"text": "<b>hello</b>", "written_at": SIX_PM}], "You", "")
    monkeypatch.setattr(export_of, "_answers", [lambda _subject: [part]])

    told = signed_in(make_person()).post("/account/data/", {"form": "html"}).content.decode()

    assert "&lt;b&gt;hello&lt;/b&gt;" in told
    assert "<script" not in told
    assert "<link" not in told
    assert "<img" not in told
    assert 'lang="en"' in told


@pytest.mark.django_db
def test_the_readable_file_speaks_the_language_of_its_reader() -> None:
    person = make_person()

    with translation.override("es"):
        told = readable(export(Subject(person.id)))

    names = {name for part in told for row in part.rows for name, _ in row}
    assert "Zona horaria" in names
    assert not {"time_zone", "time zone", "sign_in_name", "sign in name"} & names


@pytest.mark.django_db
def test_each_part_says_who_reads_it_and_how_long_it_is_kept() -> None:
    person = make_person()

    own = [part for part in export(Subject(person.id)) if part.name in OURS]
    assert {part.name for part in own} == OURS
    assert all(part.read_by and part.kept for part in own)


@pytest.mark.django_db
def test_the_page_puts_the_account_first_and_names_what_is_not_held() -> None:
    page = signed_in(make_person()).get("/account/data/")

    assert page.context["held"][0].name == "account"
    assert page.context["not_held"]


@pytest.mark.django_db
def test_nobody_takes_along_what_is_held_about_another() -> None:
    make_person("grey-heron")

    told = signed_in(make_person()).post("/account/data/", {"form": "json"}).content.decode()

    assert "grey-heron" not in told


@pytest.mark.django_db
def test_one_membership_does_not_bring_the_account_along() -> None:
    person = make_person()

    names = {part.name for part in export(Subject(person.id, membership_id=person.id))}

    assert not names & {"account", "sign_ins", "recovery_codes", "email", "keys"}


@pytest.mark.django_db
def test_data_is_for_its_person_only() -> None:
    assert Client().post("/account/data/", {"form": "json"}).status_code == 302


def test_values_are_said_in_words() -> None:
    assert [in_words(value) for value in (None, "", True, 3, ["a", "b"])] == [
        "–",
        "–",
        "yes",
        "3",
        "a, b",
    ]
