# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that we fetch out of a mailbox, and the whole round by real mail."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail as outbox
from django.db import OperationalError
from pytest_django import Settings
from structlog.testing import capture_logs

from hearthside.core import clock
from hearthside.core.tests.imap_server import ImapServer, imap_server
from hearthside.core.tests.mail_server import mail_server
from hearthside.forum.models import Post, Thread
from hearthside.forum.tests.builders import (
    go_round,
    make_board,
    make_post,
    make_thread,
    unnamed_thread,
)
from hearthside.forum.tests.mail_builders import address_for, mail, posts, reached_at
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.hooks import Taken
from hearthside.notices.models import Notice, Pace
from hearthside.notices.tasks import fetch_replies
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("mail_comes"),
]


# --- out of a mailbox -----------------------------------------------------------------------


@pytest.fixture
def box(settings: Settings) -> Iterator[ImapServer]:
    with imap_server() as running:
        settings.REPLY_MAILBOX = running.url
        yield running


def test_what_waits_in_a_mailbox_is_posted_and_taken_out(
    box: ImapServer, me: Membership, thread: Thread
) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    box.put(mail(mine, to, "One."))
    box.put(mail(mine, "somebody@example.org", "Not for us."))
    box.put(mail(mine, to, "Two."))

    assert fetch_replies() == 2
    assert posts(thread)[1:] == ["One.", "Two."]
    assert [b"Not for us" in kept.raw for kept in box.mails.values()] == [True]


def test_no_mail_to_anybody_else_is_touched(
    box: ImapServer, me: Membership, thread: Thread
) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    local, _, host = to.partition("@")
    others = [
        f"{local}@reply.example.com",
        f"{local}@reply.example.com, somebody@{host}",
        f"no{to}",
        f"reply+other@{host}",
        f"reply+{'a' * 55}@{host}",
    ]
    for other in others * 6:
        box.put(mail(mine, other, "Not for you."))
    before = {uid: kept.raw for uid, kept in box.mails.items()}
    box.put(mail(mine, f"reply+abc@reply.example.com, {to}", "For you."))

    assert (fetch_replies(), fetch_replies()) == (1, 0)
    assert {uid: kept.raw for uid, kept in box.mails.items()} == before
    assert all(not kept.flags for kept in box.mails.values())
    assert posts(thread)[1:] == ["For you."]


def test_where_the_database_is_away_all_stays(
    box: ImapServer, me: Membership, thread: Thread
) -> None:
    box.put(mail(reached_at(me), address_for(me.id, thread), "One."))

    with (
        patch("hearthside.forum.actions.mailed.write_post", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        fetch_replies()
    assert [kept.flags for kept in box.mails.values()] == [set()]
    fetch_replies()
    assert (posts(thread)[1:], box.mails) == (["One."], {})


def test_one_that_dies_before_it_is_deleted_there_is_posted_once(
    box: ImapServer, me: Membership, thread: Thread
) -> None:
    box.put(mail(reached_at(me), address_for(me.id, thread), "One."))

    with (
        patch("hearthside.core.mailbox.Mailbox.delete", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        fetch_replies()
    assert len(box.mails) == 1
    fetch_replies()
    assert (posts(thread)[1:], box.mails) == (["One."], {})


def test_one_mail_that_breaks_us_holds_up_no_other(
    box: ImapServer, me: Membership, thread: Thread
) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    box.put(mail(mine, to, "One."))
    box.put(mail(mine, to, "Two."))

    with (
        patch(
            "hearthside.notices.hooks.take_reply.ask",
            side_effect=[ZeroDivisionError, [Taken.POSTED]],
        ),
        capture_logs(),
    ):
        assert fetch_replies() == 1
    assert [kept.flags for kept in box.mails.values()] == [{"\\Flagged"}]
    box.mails[1].flags.clear()
    assert fetch_replies() == 1
    assert posts(thread)[1:] == ["One."]


def test_a_mailbox_that_is_away_is_left_alone_for_a_while(
    settings: Settings, box: ImapServer
) -> None:
    settings.REPLY_MAILBOX = box.url.replace("a%20b", "wrong")
    with capture_logs() as lines:
        assert (fetch_replies(), fetch_replies()) == (0, 0)

    assert [(line["event"], line["code"]) for line in lines] == [("mailbox-away", "not-let-in")]
    assert sum(line.startswith("LOGIN") for line in box.said) == 1


def test_one_that_is_far_too_large_is_told(
    box: ImapServer, me: Membership, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearthside.notices.tasks.MOST_BYTES", 100)
    box.put(mail(reached_at(me), address_for(me.id, thread), "x" * 200))

    assert fetch_replies() == 1
    assert [notice.kind for notice in Notice.objects.filter(recipient_id=me.id)] == ["mail-refused"]


# --- the whole round --------------------------------------------------------------------------


@pytest.mark.parametrize("unnamed", [False, True], ids=["named", "unnamed"])
def test_a_real_mail_is_answered_by_a_real_mail(
    settings: Settings, me: Membership, monkeypatch: pytest.MonkeyPatch, unnamed: bool
) -> None:
    mine, other = reached_at(me), make_member(me.space)
    keep_wishes(person=me.person, wishes={"mail_answers": Pace.SOON}, now=SIX_PM)
    thread = unnamed_thread(me) if unnamed else make_thread(make_board(me.space), by=me)
    make_post(thread, by=other, source="You are not alone")
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        for hours in (1, 2):
            at = SIX_PM + timedelta(hours=hours)
            monkeypatch.setattr(clock, "now", lambda at=at: at)
            go_round()
        (sent,) = server.mails
        assert sent["To"] == mine
        to = str(sent["Reply-To"])
        assert to.startswith("reply+")
        (plain, html) = (part.get_content() for part in sent.iter_parts())
        for words in (plain, html):
            assert "You can answer by replying to this mail" in words
            assert me.name not in words
            assert "not alone" not in words
        quoted = "\n".join(f"> {line}" for line in plain.split("\n"))
        answer = mail(
            f"Anna Schmidt <{mine}>",
            to,
            "That means a lot.\n\nSent from my iPhone\n\n"
            f"> On 3 Mar 2026, at 19:00, {sent['From']} wrote:\n>\n{quoted}",
        )
        with smtplib.SMTP("127.0.0.1", server.port) as way:
            way.sendmail(mine, [to], answer.replace(b"\n", b"\r\n"))
        arrived = server.raw[-1]

    with imap_server() as box:
        settings.REPLY_MAILBOX = box.url
        box.put(arrived.replace(b"\r\n", b"\n"))
        assert fetch_replies() == 1

    post = Post.objects.get(thread=thread, source="That means a lot.")
    assert post.voice.unnamed is unnamed
    assert (post.voice.membership_id is None) is unnamed


def test_a_mail_about_several_things_is_not_answered(
    settings: Settings, me: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached_at(me)
    keep_wishes(person=me.person, wishes={"mail_answers": Pace.SOON}, now=SIX_PM)
    for _ in range(2):
        make_post(make_thread(make_board(me.space), by=me), by=make_member(me.space))
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(hours=1))
    go_round()
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(hours=2))
    go_round()

    (sent,) = outbox.outbox
    assert not sent.reply_to
    assert "replying to this mail" not in str(sent.body)
