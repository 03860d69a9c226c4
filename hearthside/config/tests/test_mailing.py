# SPDX-License-Identifier: AGPL-3.0-or-later
"""By which way mail leaves, read from the settings; the folder; and who may look into it."""

from __future__ import annotations

import os
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.test import Client
from pytest_django import Settings

from hearthside.config.health.findings import Finding, Level
from hearthside.config.health.outside import look_at_mail, look_at_push
from hearthside.config.mailing import FOLDER, SERVICES, SMTP, read_mailing
from hearthside.core import clock, mail_folder
from hearthside.core.mail_folder import forget_mails_to, mails_written, sweep_mails
from hearthside.core.tests.mail_server import mail_server
from hearthside.people.models import Person
from hearthside.spaces.tests.builders import make_keeper, make_person


def test_without_a_server_mail_goes_to_a_folder() -> None:
    assert (read_mailing().backend, read_mailing().goes_out) == (FOLDER, False)


@pytest.mark.parametrize(
    ("url", "port", "scheme"),
    [
        ("submission://me%40x:p%40ss@mail.example.org", 587, "submission"),
        ("smtps://me%40x:p%40ss@mail.example.org", 465, "smtps"),
        ("smtp://me%40x:p%40ss@mail.example.org:2525", 2525, "smtp"),
    ],
)
def test_a_server_is_named_by_one_address(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, scheme: str
) -> None:
    monkeypatch.setenv("HEARTHSIDE_MAIL_URL", url)

    found = read_mailing()

    assert (found.backend, found.host, found.port, found.scheme) == (
        SMTP, "mail.example.org", port, scheme,
    )  # fmt: skip
    assert (found.user, found.password) == ("me@x", "p@ss")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_counts_neither_openings_nor_clicks(
    monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    monkeypatch.setenv("HEARTHSIDE_MAIL_SERVICE", service)
    monkeypatch.setenv("HEARTHSIDE_MAIL_SERVICE_KEY", "secret")

    found = read_mailing()

    assert found.anymail[SERVICES[service]] == "secret"
    assert found.anymail["SEND_DEFAULTS"] == {"track_opens": False, "track_clicks": False}
    assert import_module(found.backend.rpartition(".")[0]).EmailBackend


@pytest.mark.parametrize(
    "said",
    [
        {"MAIL_SERVICE": "pigeon", "MAIL_SERVICE_KEY": "x"},
        {"MAIL_SERVICE": "postmark"},
        {"MAIL_SERVICE_KEY": "x"},
        {"MAIL_SERVICE": "postmark", "MAIL_SERVICE_KEY": "x", "MAIL_URL": "smtp://localhost"},
    ],
)
def test_half_a_way_or_two_are_a_mistake(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str]
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(f"HEARTHSIDE_{name}", value)

    with pytest.raises(ImproperlyConfigured, match="mail_service"):
        read_mailing()


# --- the doctor --------------------------------------------------------------------------


def finding() -> Finding:
    (found,) = look_at_mail(clock.now())
    return found


def test_a_server_that_lets_us_in_is_well(settings: Settings) -> None:
    with mail_server(user="me", password="secret") as server:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, server.port
        settings.EMAIL_HOST, settings.EMAIL_HOST_USER = "127.0.0.1", "me"
        settings.EMAIL_HOST_PASSWORD = "secret"
        assert finding().level == Level.WELL

        settings.EMAIL_HOST_PASSWORD = "another"
        said = finding()

    assert said.level == Level.TO_DO
    assert "password" in said.words
    assert server.raw == []


def test_a_server_that_is_away_is_told_in_words(settings: Settings) -> None:
    with mail_server() as server:
        port = server.port
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port

    said = finding()

    assert said.level == Level.TO_DO
    assert "cannot be reached" in said.words


def test_a_server_without_tls_is_told(settings: Settings) -> None:
    with mail_server() as server:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, server.port
        settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", True

        assert "does not offer" in finding().words


def test_a_folder_is_worth_knowing(settings: Settings) -> None:
    settings.MAIL_GOES_OUT = False

    assert finding().level == Level.NOTE


def test_push_wants_somebody_responsible(settings: Settings) -> None:
    settings.PUSH = True
    settings.MAIL_FROM = "Us <us@localhost>"
    assert [found.level for found in look_at_push(clock.now())] == [Level.TO_DO]

    settings.MAIL_FROM = "Us <us@example.org>"
    assert [found.level for found in look_at_push(clock.now())] == [Level.WELL]


# --- the folder, and its page -----------------------------------------------------------------


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA, settings.EMAIL_FILE_PATH = tmp_path, str(tmp_path / "mail")
    settings.EMAIL_BACKEND, settings.MAIL_GOES_OUT = FOLDER, False
    return tmp_path / "mail"


def test_each_mail_is_a_file_for_its_owner_only(folder: Path) -> None:
    send_mail("Hello", "words", "us@example.org", ["wren@example.org"])

    (path,) = mails_written()
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o077 == 0


def test_after_a_week_they_go(folder: Path) -> None:
    for name in ("old", "new"):
        send_mail(name, "words", "us@example.org", ["wren@example.org"])
    new, old = mails_written()
    then = (clock.now() - timedelta(days=8)).timestamp()
    os.utime(old, (then, then))

    assert sweep_mails(clock.now()) == 1
    assert mails_written() == [new]


def test_mails_to_somebody_who_left_go_with_them(folder: Path) -> None:
    send_mail("Hello", "words", "us@example.org", ["wren@example.org"])
    send_mail("Hello", "words", "us@example.org", ["fern@example.org"])

    forget_mails_to(["wren@example.org"])

    assert [b"fern@" in path.read_bytes() for path in mails_written()] == [True]


def test_mails_to_somebody_whose_address_ends_alike_stay(folder: Path) -> None:
    for name in ("jenny.wren@example.org", "wren@example.org.uk", "Wren@Example.org"):
        send_mail("Hello", "words", "us@example.org", [name])

    forget_mails_to(["wren@example.org"])

    left = b"".join(path.read_bytes() for path in mails_written())
    assert [name in left for name in (b"jenny.wren@", b"example.org.uk", b"Wren@Ex")] == [
        True, True, False,
    ]  # fmt: skip


def test_a_mail_that_is_swept_at_the_same_moment_is_in_nobodys_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = [folder / "20260101T000000-gone.eml"]
    monkeypatch.setattr(mail_folder, "mails_written", lambda: gone)

    forget_mails_to(["wren@example.org"])

    assert sweep_mails(clock.now()) == 0


def keeper() -> Person:
    person = make_person()
    make_keeper(person)
    return person


def answer_to(person: Person) -> int:
    client = Client()
    client.force_login(person)
    return client.get("/keep/mail/").status_code


@pytest.mark.django_db
def test_the_keeper_of_a_demonstration_reads_them(folder: Path, settings: Settings) -> None:
    settings.HOST = "127.0.0.1"
    (settings.DATA / "demo").touch()
    send_mail("Hello <b>", "Look: https://example.org/", "us@example.org", ["wren@example.org"])
    client = Client()
    client.force_login(keeper())

    page = client.get("/keep/mail/").content.decode()

    assert "Hello &lt;b&gt;" in page
    assert 'href="https://example.org/"' in page
    assert answer_to(make_person()) == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed", [{"MAIL_GOES_OUT": True}, {"HOST": "0.0.0.0"}, {"demo": False}], ids=str
)
def test_where_mails_are_somebodys_nobody_reads_them(
    folder: Path, settings: Settings, changed: dict[str, object]
) -> None:
    settings.HOST = "127.0.0.1"
    if changed.pop("demo", True):
        (settings.DATA / "demo").touch()
    for name, value in changed.items():
        setattr(settings, name, value)

    assert answer_to(keeper()) == 404
