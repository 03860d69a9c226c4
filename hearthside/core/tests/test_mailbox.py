# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mailbox is opened, only mails for us are touched, and what goes wrong is a code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from hearthside.core.mailbox import Mailbox, MailboxAway, open_mailbox
from hearthside.core.tests.imap_server import ImapServer, imap_server

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def box() -> Iterator[ImapServer]:
    with imap_server() as running:
        yield running


def put(box: ImapServer, to: str = "reply+abc@example.org", header: str = "To") -> int:
    return box.put(f"From: a@example.net\n{header}: {to}\n\nHello.\n".encode())


def opened(url: str) -> AbstractContextManager[Mailbox]:
    return open_mailbox(
        url, to="reply@example.org", is_ours=lambda heading: b" reply+abc@example.org" in heading
    )


def test_only_mails_for_us_are_seen(box: ImapServer) -> None:
    ours = [put(box), put(box, header="Cc"), put(box, header="Delivered-To")]
    put(box, to="somebody@example.org")
    put(box, to="reply+abc@reply.example.com")
    put(box, to="noreply+abc@example.org")

    with opened(box.url) as mailbox:
        assert mailbox.waiting(10) == [str(uid) for uid in ours]
        assert mailbox.waiting(2) == [str(uid) for uid in ours[:2]]
        assert b"Hello." in mailbox.read("1")
        assert b"Hello." not in mailbox.read("1", heading_only=True)
        assert mailbox.size("1") == len(box.mails[1].raw)
        assert mailbox.read("99") == b""
    assert all(not mail.flags for mail in box.mails.values())


def test_a_mail_to_somebody_else_is_looked_at_once(box: ImapServer) -> None:
    theirs = put(box, to="noreply+abc@example.org")

    for _ in range(3):
        with opened(box.url) as mailbox:
            assert (mailbox.waiting(10), mailbox.broken()) == ([], 0)
    looks = [line for line in box.said if "FETCH" in line]
    assert len(looks) == 1
    assert "BODY.PEEK[HEADER.FIELDS" in looks[0]

    ours = put(box)
    with opened(box.url) as mailbox:
        assert mailbox.waiting(1) == [str(ours)]
    assert box.mails[theirs].flags == set()


@pytest.mark.parametrize("has_uidplus", [True, False])
def test_one_is_taken_out_and_no_other(box: ImapServer, has_uidplus: bool) -> None:
    box.has_uidplus = has_uidplus
    first, second = put(box), put(box)

    with opened(box.url) as mailbox:
        mailbox.delete(str(first))

    assert list(box.mails) == [second]


@pytest.mark.parametrize("has_uidplus", [True, False])
def test_what_its_owner_marked_as_deleted_stays(box: ImapServer, has_uidplus: bool) -> None:
    box.has_uidplus = has_uidplus
    theirs, ours = put(box, to="somebody@example.org"), put(box)
    box.mails[theirs].flags.add("\\Deleted")

    with opened(box.url) as mailbox:
        mailbox.delete(str(ours))
        assert mailbox.waiting(10) == []

    assert list(box.mails) == ([theirs] if has_uidplus else [theirs, ours])


def test_one_that_breaks_is_set_aside(box: ImapServer) -> None:
    uid = str(put(box))

    with opened(box.url) as mailbox:
        mailbox.set_aside(uid)
        assert (mailbox.waiting(10), mailbox.broken()) == ([], 1)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("imap://replies:wrong@127.0.0.1:{port}/INBOX", "not-let-in"),
        ("imap://replies:pa%C3%B1o@127.0.0.1:{port}/INBOX", "odd-letters"),
        ("imap://replies:a%20b%25c@127.0.0.1:{port}/Other", "no-such-folder"),
        ("imap://replies:a%20b%25c@127.0.0.1:1/INBOX", "away"),
        ("imaps://replies:a%20b%25c@127.0.0.1:{port}/INBOX", "away"),
    ],
)
def test_what_goes_wrong_is_a_code(box: ImapServer, url: str, code: str) -> None:
    with (
        pytest.raises(MailboxAway, match=code),
        opened(url.format(port=box.port)),
    ):
        pass


def test_a_line_that_breaks_is_away(box: ImapServer) -> None:
    put(box)
    box.breaks_after = 0

    with pytest.raises(MailboxAway), opened(box.url) as mailbox:
        mailbox.read("1")
