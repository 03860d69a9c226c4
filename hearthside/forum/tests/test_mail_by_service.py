# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that a mail service hands on to us."""

from __future__ import annotations

import base64
import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings
from structlog.testing import capture_logs

from hearthside.forum.models import Thread
from hearthside.forum.tests.mail_builders import address_for, mail, posts, reached_at
from hearthside.notices.views import arriving
from hearthside.spaces.models import Membership

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("mail_comes"),
]

SECRET = "a-secret-that-only-the-service-knows"
BASIC = "Basic " + base64.b64encode(f"hearthside:{SECRET}".encode()).decode()


@pytest.fixture(autouse=True)
def _known_to_the_service(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": f"hearthside:{SECRET}"}
    arriving._view_of.cache_clear()


def postmark(raw: bytes) -> dict[str, object]:
    """What Postmark sends for a mail, as its documentation has it."""
    made = message_from_bytes(raw, policy=default)
    assert isinstance(made, EmailMessage)
    return {
        "FromFull": {"Email": str(made["From"]), "Name": "Anna Schmidt", "MailboxHash": ""},
        "From": str(made["From"]),
        "ToFull": [{"Email": str(made["To"]), "Name": "", "MailboxHash": ""}],
        "CcFull": [],
        "BccFull": [],
        "OriginalRecipient": str(made["To"]),
        "Subject": str(made["Subject"]),
        "MessageID": "b8e2f7a4",
        "Date": "Tue, 3 Mar 2026 18:30:00 +0000",
        "TextBody": made.get_content(),
        "HtmlBody": "",
        "StrippedTextReply": "",
        "Tag": "",
        "Headers": [{"Name": "Message-ID", "Value": str(made["Message-ID"])}],
        "Attachments": [],
    }


def send(body: object, *, auth: str = BASIC) -> int:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    headers = {"Authorization": auth} if auth else {}
    kind = "application/json"
    return client.post(
        "/mail/in/", json.dumps(body), content_type=kind, headers=headers
    ).status_code


def test_what_a_service_hands_on_is_posted_once(
    settings: Settings, me: Membership, thread: Thread
) -> None:
    settings.REPLY_SERVICE = "postmark"
    body = postmark(mail(reached_at(me), address_for(me.id, thread), "Hello.\n\n-- \nAnna"))

    assert [send(body), send(body)] == [200, 200]
    assert posts(thread)[1:] == ["Hello."]


@pytest.mark.parametrize("auth", ["", "Basic aGVhcnRoc2lkZTp3cm9uZw==", "Bearer x"])
def test_who_does_not_know_the_secret_is_turned_away(
    settings: Settings, me: Membership, thread: Thread, auth: str
) -> None:
    settings.REPLY_SERVICE = "postmark"
    body = postmark(mail(reached_at(me), address_for(me.id, thread), "Hello."))

    assert send(body, auth=auth) == 400
    assert posts(thread)[1:] == []


def test_without_a_service_there_is_no_such_address(me: Membership, thread: Thread) -> None:
    assert send(postmark(mail(reached_at(me), address_for(me.id, thread), "Hello."))) == 404


def test_a_service_is_asked_again_when_we_fail(
    settings: Settings, me: Membership, thread: Thread
) -> None:
    settings.REPLY_SERVICE = "postmark"
    body = postmark(mail(reached_at(me), address_for(me.id, thread), "Hello."))

    with patch("hearthside.forum.actions.mailed.write_post", side_effect=OperationalError):
        assert send(body) == 500
    assert send(body) == 200
    assert posts(thread)[1:] == ["Hello."]


def test_a_mail_with_a_picture_is_not_too_much(
    settings: Settings, me: Membership, thread: Thread
) -> None:
    settings.REPLY_SERVICE = "postmark"
    body = postmark(mail(reached_at(me), address_for(me.id, thread), "Look."))
    picture = base64.b64encode(b"\x89PNG" * 700_000).decode()
    body["Attachments"] = [
        {
            "Name": "a.png",
            "Content": picture,
            "ContentType": "image/png",
            "ContentLength": 2_800_000,
        }
    ]

    assert send(body) == 200
    assert posts(thread)[1:] == ["Look."]


@pytest.mark.parametrize("service", sorted(arriving._VIEWS))
def test_every_service_is_one_that_anymail_knows(settings: Settings, service: str) -> None:
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": f"hearthside:{SECRET}",
        "MAILERSEND_INBOUND_SECRET": "x",
        "MAILGUN_WEBHOOK_SIGNING_KEY": "x",
        "MANDRILL_WEBHOOK_KEY": "x",
    }
    settings.REPLY_SERVICE = service

    assert send({}, auth="") == 400


def test_no_log_holds_an_address_or_a_word(
    settings: Settings, me: Membership, thread: Thread
) -> None:
    settings.REPLY_SERVICE = "postmark"
    mine, to = reached_at(me), address_for(me.id, thread)
    with capture_logs() as lines:
        send(postmark(mail(mine, to, "Hello.")))
        send(postmark(mail("eve@example.com", to, "Other words.")))

    told = str(lines)
    assert "mail-came" in told
    for each in (mine, to, "eve@", "Hello", "words", str(me.id), str(thread.id)):
        assert each not in told
