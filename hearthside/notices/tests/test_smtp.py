# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a real mail server gets from us, to the last header."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from pytest_django import Settings

from hearthside.core.tests.mail_server import MailServer, mail_server
from hearthside.ledger.models import Delivery
from hearthside.notices.tests.builders import LATER, SPACE, make_face, make_reachable, tell
from hearthside.notices.tests.conftest import Courier

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.MAIL_FROM = "Hearthside <no-reply@example.org>"
        settings.SITE_URL = "https://community.example.org"
        yield running


def words_in(mail: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in mail.iter_parts()}


def test_it_is_text_and_html_with_a_way_to_stop_it(server: MailServer, courier: Courier) -> None:
    me = make_face(make_reachable(names_space=True))
    tell(me)
    courier(LATER)

    (mail,) = server.mails
    assert server.recipients == [["wren@example.org"]]
    assert mail["To"] == "wren@example.org"
    assert mail["From"] == f"{SPACE} <no-reply@example.org>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop_url = mail["List-Unsubscribe"].strip().strip("<>")
    assert stop_url.startswith("https://community.example.org/stop/")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.org>")
    assert mail.get_content_type() == "multipart/alternative"
    words = words_in(mail)
    assert set(words) == {"text/plain", "text/html"}
    for said in words.values():
        assert "answers: 1" in said
        assert "https://community.example.org/help/" in said
        assert stop_url in said


def test_the_raw_mail_of_somebody_discreet_tells_nothing(
    server: MailServer, courier: Courier
) -> None:
    person = make_reachable(names_space=True, discreet=True)
    me = make_face(person)
    tell(me)
    courier(LATER)

    (mail,) = server.mails
    everything = server.raw[0].decode() + "".join(words_in(mail).values())
    assert mail["Subject"] == "A message for you"
    assert mail["From"] == "Notes <no-reply@example.org>"
    for word in ("Heron", "heron", "answers: 1", person.sign_in_name, str(person.id), "riverside"):
        assert word not in everything


def test_nothing_in_it_is_fetched_when_it_is_opened(server: MailServer, courier: Courier) -> None:
    tell(make_face(make_reachable()))
    courier(LATER)

    html = words_in(server.mails[0])["text/html"]
    assert not any(mark in html for mark in ("<img", "<link", "<script", "src=", "url(", "style"))


def test_a_space_called_in_many_ways_breaks_no_header(
    server: MailServer, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = 'Evening,\r\nBcc: x@example.org "ñandú" <y@example.org>'
    monkeypatch.setattr("hearthside.notices.tests.builders.SPACE", name)
    tell(make_face(make_reachable(names_space=True)))
    courier(LATER)

    (mail,) = server.mails
    assert server.recipients == [["wren@example.org"]]
    assert mail["Bcc"] is None
    assert mail["From"].addresses[0].addr_spec == "no-reply@example.org"


def test_a_server_that_refuses_for_now_is_asked_again(server: MailServer, courier: Courier) -> None:
    tell(make_face(make_reachable()))
    server.refuse_with = "451 Try again later"
    courier(LATER)
    assert Delivery.objects.get(done_at=None).failure_code == "SMTPDataError"

    server.refuse_with = ""
    courier(LATER + timedelta(minutes=1))

    assert len(server.raw) == 1
