# SPDX-License-Identifier: AGPL-3.0-or-later
"""How answers by mail are set up: what fits together, and what the doctor says of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from hearthside.config.checks import settings_are_sound
from hearthside.config.health.findings import Level
from hearthside.config.health.outside import look_at_replies
from hearthside.config.mailing import REPLY_SERVICES, read_replying
from hearthside.config.running.courier import _chores
from hearthside.core import clock
from hearthside.core.tests.imap_server import imap_server
from hearthside.notices.replying import ABOUT_BYTES, address_about
from hearthside.notices.tasks import fetch_replies
from hearthside.notices.views.arriving import _VIEWS

ADDRESS, BOX = "reply@community.example.org", "imaps://u:p@mail.example.org"
SECRET = "x" * 24


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"HEARTHSIDE_REPLY_{name}", value)
    read_replying()


def test_without_an_address_nobody_answers_by_mail() -> None:
    assert (read_replying().address, read_replying().anymail) == ("", {})


@pytest.mark.parametrize(
    "values",
    [
        {"ADDRESS": ADDRESS},
        {"MAILBOX": BOX},
        {"ADDRESS": "too-long-name@example.org", "MAILBOX": BOX},
        {"ADDRESS": "re+ply@example.org", "MAILBOX": BOX},
        {"ADDRESS": "nobody", "MAILBOX": BOX},
        {"ADDRESS": ADDRESS, "SERVICE": "postmark"},
        {"ADDRESS": ADDRESS, "SERVICE": "postmark", "SECRET": "short"},
        {"ADDRESS": ADDRESS, "MAILBOX": BOX, "SECRET": SECRET},
        {"ADDRESS": ADDRESS, "SERVICE": "sendgrid", "SECRET": SECRET},
        {"ADDRESS": ADDRESS, "SERVICE": "mailgun", "SECRET": SECRET},
        {"ADDRESS": ADDRESS, "SERVICE": "postmark", "SECRET": SECRET, "SIGNING_KEY": "k"},
        {"ADDRESS": ADDRESS, "MAILBOX": "pop3://mail.example.org"},
    ],
    ids=str,
)
def test_what_does_not_fit_together_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str]
) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"settings\.md#reply_"):
        read(monkeypatch, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"ADDRESS": ADDRESS, "MAILBOX": BOX},
        {"ADDRESS": ADDRESS, "SERVICE": "postmark", "SECRET": SECRET},
        {"ADDRESS": ADDRESS, "SERVICE": "mailgun", "SECRET": SECRET, "SIGNING_KEY": "k"},
        {"ADDRESS": ADDRESS, "SERVICE": "sparkpost", "SECRET": SECRET, "MAILBOX": BOX},
    ],
    ids=str,
)
def test_what_fits_together_is_read(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str]
) -> None:
    read(monkeypatch, **values)
    assert read_replying().address == ADDRESS


def test_each_service_that_can_be_set_has_its_view() -> None:
    assert set(REPLY_SERVICES) == set(_VIEWS)


def test_no_service_sends_words_unsealed(settings: Settings) -> None:
    settings.REPLY_SERVICE, settings.HOST, settings.HTTPS = "postmark", "0.0.0.0", False

    assert "hearthside.E013" in {str(message.id) for message in settings_are_sound(None)}


def test_the_courier_looks_into_the_mailbox() -> None:
    assert fetch_replies in [chore.do for chore in _chores()]


def said(settings: Settings) -> list[tuple[Level, str]]:
    return [(found.level, found.words) for found in look_at_replies(clock.now())]


def test_the_doctor_says_what_is_set_up(settings: Settings) -> None:
    assert [level for level, _words in said(settings)] == [Level.NOTE]

    settings.REPLY_ADDRESS, settings.REPLY_SERVICE = ADDRESS, "postmark"
    ((level, words),) = said(settings)
    assert level == Level.WELL
    assert "/mail/in/" in words

    settings.MAIL_GOES_OUT = False
    assert said(settings)[0][0] == Level.TO_DO


@pytest.mark.enable_socket
def test_the_doctor_opens_the_mailbox_and_touches_nothing(settings: Settings) -> None:
    settings.REPLY_ADDRESS = ADDRESS
    with imap_server() as box:
        settings.REPLY_MAILBOX = box.url
        to = address_about(bytes(ABOUT_BYTES), now=clock.now())
        box.put(f"To: {to}\n\nHello.\n".encode())
        box.put(b"To: reply+x@community.example.org\n\nNot for us.\n")
        assert said(settings) == [(Level.WELL, "The mailbox opens; 1 mails wait in it.")]
        box.mails[1].flags.add("\\Flagged")
        assert said(settings)[0][0] == Level.TO_DO
        settings.REPLY_MAILBOX = box.url.replace("a%20b", "wrong")
        ((level, words),) = said(settings)
    assert (level, "not-let-in" in words, "wrong" in words) == (Level.TO_DO, True, False)
