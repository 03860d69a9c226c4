# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each mail service hands on in its own form, and signs in its own way."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import Settings

from hearthside.forum.models import Thread
from hearthside.forum.tests.mail_builders import address_for, mail, posts, reached_at
from hearthside.notices.views import arriving
from hearthside.spaces.models import Membership

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("mail_comes"),
]

SECRET: Final = "a-secret-that-only-the-service-knows"
BASIC: Final = "Basic " + base64.b64encode(f"hearthside:{SECRET}".encode()).decode()
KEY: Final = b"the-key-by-which-it-signs"
AT: Final = 1772562600
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
WORDS: Final = "Un abrazo, ñandú. Ich höre zu."


@dataclass(frozen=True)
class Handed:
    """One request of a service."""

    body: str
    kind: str
    signed: dict[str, str] = field(default_factory=dict)


def mailersend(raw: bytes, sender: str, to: str) -> Handed:
    """JSON with the whole mail in it; a signature of the body stands in a header."""
    body = json.dumps({
        "type": "inbound.message",
        "created_at": "2026-03-03T18:30:00.000000Z",
        "data": {
            "object": "message",
            "id": "b8e2f7a4",
            "recipients": {"rcptTo": [{"email": to}], "to": {"raw": to, "data": [{"email": to}]}},
            "sender": {"email": sender},
            "subject": "Re: A message for you",
            "raw": raw.decode(),
            "attachments": [],
            "created_at": "2026-03-03T18:30:00.000000Z",
        },
    })  # fmt: skip
    signed = hmac.new(KEY, body.encode(), hashlib.sha256).hexdigest()
    return Handed(body, JSON, {"Signature": signed})


def _mailgun(fields: dict[str, str]) -> Handed:
    signed = hmac.new(KEY, f"{AT}a-token".encode(), hashlib.sha256).hexdigest()
    return Handed(
        urlencode(fields | {"timestamp": str(AT), "token": "a-token", "signature": signed}), FORM
    )


def mailgun(raw: bytes, sender: str, to: str) -> Handed:
    """A form with the whole mail in it, as for a route whose address ends in "mime"."""
    return _mailgun({"sender": sender, "recipient": to, "body-mime": raw.decode()})


def mailgun_in_parts(raw: bytes, sender: str, to: str) -> Handed:
    """A form with the parts of a mail, as for any other route."""
    head, _, text = raw.decode().partition("\n\n")
    heads = [line.split(": ", 1) for line in head.replace("\n ", " ").split("\n")]
    return _mailgun({
        "sender": sender, "recipient": to, "message-headers": json.dumps(heads),
        "body-plain": text, "stripped-text": text, "attachment-count": "0",
    })  # fmt: skip


def mandrill(raw: bytes, sender: str, to: str) -> Handed:
    """A form with a list of events; address and form are signed together."""
    events = [{"event": "inbound", "ts": AT, "msg": {"raw_msg": raw.decode(), "email": to}}]
    told = json.dumps(events)
    url = f"http://hearthside:{SECRET}@testserver/mail/in/"
    digest = hmac.new(KEY, f"{url}mandrill_events{told}".encode(), hashlib.sha1).digest()
    signed = {"X-Mandrill-Signature": base64.b64encode(digest).decode()}
    return Handed(urlencode({"mandrill_events": told}), FORM, signed)


def _sparkpost(raw: str, sender: str, to: str, *, is_base64: bool) -> Handed:
    content = {"email_rfc822": raw, "email_rfc822_is_base64": is_base64}
    relayed = {"protocol": "smtp", "msg_from": sender, "rcpt_to": to, "content": content}
    return Handed(json.dumps([{"msys": {"relay_message": relayed}}]), JSON)


def sparkpost(raw: bytes, sender: str, to: str) -> Handed:
    """JSON with the whole mail in it; nothing but the secret in the address tells who sends it."""
    return _sparkpost(raw.decode(), sender, to, is_base64=False)


def sparkpost_sealed(raw: bytes, sender: str, to: str) -> Handed:
    """The same for a mail that has other bytes than letters."""
    return _sparkpost(base64.b64encode(raw).decode(), sender, to, is_base64=True)


Service = Callable[[bytes, str, str], Handed]
SERVICES: Final[list[Service]] = [
    *(mailersend, mailgun, mailgun_in_parts, mandrill, sparkpost, sparkpost_sealed),
]
SIGNED: Final[list[Service]] = [mailersend, mailgun, mailgun_in_parts, mandrill]


@pytest.fixture
def set_up(settings: Settings) -> Callable[[Service], None]:
    """Let answers come in by one of them."""

    def use(service: Service) -> None:
        settings.ANYMAIL = {
            "WEBHOOK_SECRET": f"hearthside:{SECRET}",
            "MAILERSEND_INBOUND_SECRET": KEY.decode(),
            "MAILGUN_WEBHOOK_SIGNING_KEY": KEY.decode(),
            "MANDRILL_WEBHOOK_KEY": KEY.decode(),
        }
        settings.REPLY_SERVICE = service.__name__.partition("_")[0]
        arriving._view_of.cache_clear()

    return use


def send(handed: Handed, *, auth: str = BASIC) -> int:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    headers = {"Authorization": auth, **handed.signed}
    answer = client.post(
        "/mail/in/", handed.body.encode(), content_type=handed.kind, headers=headers
    )
    return answer.status_code


@pytest.mark.parametrize("service", SERVICES)
def test_what_each_service_hands_on_is_posted_once(
    service: Service, set_up: Callable[[Service], None], me: Membership, thread: Thread
) -> None:
    set_up(service)
    mine, to = reached_at(me), address_for(me.id, thread)
    handed = service(mail(mine, to, f"{WORDS}\n\n-- \nAnna Schmidt"), mine, to)

    assert [send(handed), send(handed)] == [200, 200]
    assert posts(thread)[1:] == [WORDS]


@pytest.mark.parametrize("service", [each for each in SERVICES if each != mailgun_in_parts])
def test_a_photo_in_a_form_is_not_too_much(
    service: Service, set_up: Callable[[Service], None], me: Membership, thread: Thread
) -> None:
    set_up(service)
    mine, to = reached_at(me), address_for(me.id, thread)
    made = message_from_bytes(mail(mine, to, WORDS), policy=default)
    assert isinstance(made, EmailMessage)
    made.add_attachment(b"x" * 3_500_000, maintype="image", subtype="jpeg", filename="a.jpg")

    assert send(service(made.as_bytes(), mine, to)) == 200
    assert posts(thread)[1:] == [WORDS]


def test_a_mail_in_an_old_encoding_is_read_as_it_is(
    set_up: Callable[[Service], None], me: Membership, thread: Thread
) -> None:
    set_up(sparkpost_sealed)
    mine, to = reached_at(me), address_for(me.id, thread)
    head = f"From: {mine}\nTo: {to}\nMIME-Version: 1.0\nMessage-ID: <a@b.example>\n"
    kind = 'Content-Type: text/plain; charset="iso-8859-1"\nContent-Transfer-Encoding: 8bit\n\n'
    raw = (head + kind + WORDS).encode("latin-1")

    assert send(sparkpost_sealed(raw, mine, to)) == 200
    assert posts(thread)[1:] == [WORDS]


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_is_heard_without_the_secret(
    service: Service, set_up: Callable[[Service], None], me: Membership, thread: Thread
) -> None:
    set_up(service)
    mine, to = reached_at(me), address_for(me.id, thread)
    handed = service(mail(mine, to, WORDS), mine, to)

    assert send(handed, auth="Basic aGVhcnRoc2lkZTp3cm9uZw==") == 400
    assert posts(thread)[1:] == []


@pytest.mark.parametrize("service", SIGNED)
def test_what_is_signed_by_another_key_is_turned_away(
    service: Service,
    set_up: Callable[[Service], None],
    me: Membership,
    thread: Thread,
    settings: Settings,
) -> None:
    set_up(service)
    mine, to = reached_at(me), address_for(me.id, thread)
    handed = service(mail(mine, to, WORDS), mine, to)
    settings.ANYMAIL = {
        name: value if name == "WEBHOOK_SECRET" else f"another-{value}"
        for name, value in settings.ANYMAIL.items()
    }
    arriving._view_of.cache_clear()

    assert send(handed) == 400
    assert posts(thread)[1:] == []


def test_each_service_that_can_be_set_is_tried() -> None:
    tried = {service.__name__.partition("_")[0] for service in SERVICES}

    assert tried | {"postmark"} == set(arriving._VIEWS)  # test_mail_by_service has that one
