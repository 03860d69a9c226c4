# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody answers a mail by replying to it, and the other reads it under the name they know."""

from __future__ import annotations

import base64
import json
import smtplib
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hearthside.core.tests.imap_server import ImapServer, imap_server
from hearthside.core.tests.mail_server import MailServer, mail_server
from tests.community import ANOTHER, MEMBER
from tests.journeys.browsing import path_of, sign_in, submit
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
MINE = "anna.schmidt@example.net"
SECRET = "only-the-service-knows-this-one"
SIGNATURE = (
    "-- \nAnna Schmidt\nHead of Accounts, Example Ltd\n+44 20 7946 0958\nanna.schmidt@example.net"
)
REACHED = (
    "from django.utils import timezone; from allauth.account.models import EmailAddress; "
    "from hearthside.people.models import Person; "
    "from hearthside.notices.actions.reaching import keep_wishes; "
    "from hearthside.notices.models import Reaching; from datetime import time; "
    "me = Person.objects.get(sign_in_name='{name}'); now = timezone.now(); "
    "EmailAddress.objects.create(user=me, email='{address}', verified=True, primary=True); "
    "keep_wishes(person=me, wishes=dict(mail_answers='soon', quiet_from=time(0), "
    "quiet_until=time(0)), now=now); from hearthside.notices.models import Notice; "
    "Notice.objects.all().delete(); print('ok')"
)
DUE_NOW = (
    "from hearthside.ledger.models import Delivery; from django.utils import timezone; "
    "print(Delivery.objects.filter(done_at=None, key__startswith='mail:')"
    ".update(next_try_at=timezone.now()))"
)


@dataclass
class Post:
    """The mail server that our mails go to, and the ways by which answers come back."""

    server: MailServer
    box: ImapServer
    place: Place

    def arrived(self) -> EmailMessage:
        """Wait for the next mail of ours; what waits in a batch goes now."""
        before = len(self.server.raw)

        def came() -> bool:
            self.place.product.installation.ask(DUE_NOW)
            return len(self.server.raw) > before

        until(came, within=40, why="a mail goes out")
        return self.server.mails[-1]

    def answers(self, mail: EmailMessage, words: str) -> bytes:
        """Answer a mail as a programme does, over the mail server; return what arrives."""
        plain = next(iter(mail.iter_parts())).get_content()
        quoted = "\r\n".join(f"> {line}" for line in plain.split("\n"))
        made = EmailMessage()
        made["From"], made["To"] = f"Anna Schmidt <{MINE}>", str(mail["Reply-To"])
        made["Subject"], made["Message-ID"] = f"Re: {mail['Subject']}", make_msgid()
        made["In-Reply-To"] = str(mail["Message-ID"])
        made.set_content(f"{words}\n\nOn Tue, 3 Mar 2026 at 18:05, {mail['From']} wrote:\n{quoted}")
        with smtplib.SMTP("127.0.0.1", self.server.port) as way:
            way.send_message(made)
        return self.server.raw.pop()


@pytest.fixture(params=["sqlite", "postgresql"])
def post(request: pytest.FixtureRequest, places: Callable[..., Any]) -> Any:
    with (
        mail_server() as server,
        imap_server() as box,
        places(
            request.param,
            MAIL_URL=f"smtp://127.0.0.1:{server.port}",
            MAIL_FROM="Notes <no-reply@community.example.org>",
            REPLY_ADDRESS="reply@community.example.org",
            REPLY_MAILBOX=box.url,
            REPLY_SERVICE="postmark",
            REPLY_SECRET=SECRET,
        ) as place,
    ):
        place.product.installation.ask(REACHED.format(name=MEMBER, address=MINE))
        yield Post(server, box, place)


def test_a_mail_is_answered_out_of_a_mailbox(post: Post, visitor: Visitor) -> None:
    mine, theirs = _page(visitor, post, MEMBER), _page(visitor, post, ANOTHER)
    conversation = _begin(mine, post, "Is anybody awake?")
    _answer(theirs, conversation, "I am, and I read what you wrote.")
    mail = post.arrived()
    for part in mail.iter_parts():
        assert "read what you wrote" not in part.get_content()
        assert "You can answer by replying to this mail" in part.get_content()
        assert "pictures and files stay with you" in part.get_content()

    post.box.put(post.answers(mail, f"That helps more than you know.\n\n{SIGNATURE}"))
    until(lambda: not post.box.mails, within=90, why="the courier looks into the mailbox")

    _reads(theirs, conversation, "That helps more than you know.")
    name = (
        theirs.locator("#posts .post", has_text="That helps").locator("strong").first.inner_text()
    )
    theirs.goto(conversation)
    assert name == theirs.locator("#posts .post").first.locator("strong").first.inner_text()
    _holds_no_signature(theirs)


def test_a_voice_without_a_name_stays_one(post: Post, visitor: Visitor) -> None:
    mine, theirs = _page(visitor, post, MEMBER), _page(visitor, post, ANOTHER)
    conversation = _begin(mine, post, "I have told nobody.", unnamed=True)
    alias = theirs_alias(theirs, conversation)
    _answer(theirs, conversation, "Thank you for telling us.")
    mail = post.arrived()
    assert not any(alias in part.get_content() for part in mail.iter_parts())

    assert _by_service(post, post.answers(mail, f"It was hard to say.\n\n{SIGNATURE}")) == 200

    _reads(theirs, conversation, "It was hard to say.")
    said = theirs.locator("#posts .post", has_text="It was hard to say.")
    assert said.locator("strong").first.inner_text() == alias
    _holds_no_signature(theirs)


def test_what_may_hold_a_name_waits_for_a_look(post: Post, visitor: Visitor) -> None:
    mine, theirs = _page(visitor, post, MEMBER), _page(visitor, post, ANOTHER)
    conversation = _begin(mine, post, "The nights are long.")
    _answer(theirs, conversation, "They are.")
    arrived = post.answers(post.arrived(), "I am glad you wrote.\n\nPetra")

    assert [_by_service(post, arrived), _by_service(post, arrived)] == [200, 200]

    theirs.goto(conversation)
    expect(theirs.get_by_text("I am glad you wrote.")).to_have_count(0)
    mine.goto(f"{post.place.space}/notices/")
    with mine.expect_navigation():
        mine.get_by_text("A mail of yours waits for you").first.click()
    assert path_of(mine).endswith("/mine/mails/")
    waits = mine.locator("article", has_text="There may be a signature")
    box = waits.locator("textarea")
    assert "Petra" in box.input_value()
    box.fill("I am glad you wrote.")
    with mine.expect_navigation():
        waits.locator("button").first.click()

    _reads(theirs, conversation, "I am glad you wrote.")
    assert "Petra" not in theirs.inner_text("main")


def _page(visitor: Visitor, post: Post, name: str) -> Page:
    page = visitor().new_page()
    sign_in(page, post.place.url, name)
    return page


def _begin(page: Page, post: Post, text: str, *, unnamed: bool = False) -> str:
    """Begin a conversation; return its address."""
    page.goto(f"{post.place.space}/boards/{post.place.community.board}/threads/new/")
    page.fill("[name=text]", text)
    if unnamed:
        page.check("[name=unnamed]")
    submit(page, "[name=text]")
    return post.place.url + path_of(page)


def _answer(page: Page, conversation: str, text: str) -> None:
    page.goto(conversation)
    page.fill("[name=text]", text)
    page.locator("form:has([name=text]) .cluster button:not([name])").first.click()
    page.locator("#posts .prose", has_text=text).wait_for()


def _reads(page: Page, conversation: str, text: str) -> None:
    page.goto(conversation)
    expect(page.locator("#posts .prose", has_text=text)).to_have_count(1)


def theirs_alias(page: Page, conversation: str) -> str:
    page.goto(conversation)
    return page.locator("#posts .post").first.locator("strong").first.inner_text()


def _holds_no_signature(page: Page) -> None:
    shown = page.content()
    for part in ("Anna", "Schmidt", "Accounts", "7946", "example.net", "wrote:", "/stop/"):
        assert part not in shown, part


def _by_service(post: Post, raw: bytes) -> int:
    """Hand a mail on as Postmark does; return the status of the answer."""
    from email import message_from_bytes  # noqa: PLC0415
    from email.policy import default  # noqa: PLC0415

    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    to = {"Email": str(mail["To"]), "Name": "", "MailboxHash": ""}
    body = {
        "FromFull": {"Email": MINE, "Name": "Anna Schmidt", "MailboxHash": ""},
        "ToFull": [to],
        "CcFull": [],
        "BccFull": [],
        "OriginalRecipient": str(mail["To"]),
        "Subject": str(mail["Subject"]),
        "Date": "Tue, 3 Mar 2026 18:30:00 +0000",
        "TextBody": mail.get_content(),
        "HtmlBody": "",
        "Headers": [{"Name": "Message-ID", "Value": str(mail["Message-ID"])}],
        "Attachments": [],
    }
    known = base64.b64encode(f"hearthside:{SECRET}".encode()).decode()
    asked = urllib.request.Request(
        f"{post.place.url}/mail/in/",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Basic {known}"},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return int(answer.status)
