# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mailbox on another machine (IMAP): looking for mails to one address, and taking them out.

Only mails to that address are touched, so that it may be the mailbox of somebody who gets other
mail, too. A mail is deleted there after it was taken in here, never before.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

_SECONDS: Final = 15.0
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
_PORTS: Final = {"imap": 143, "imaps": 993}
_BROKEN: Final = r"(\Flagged)"
_FOR_US: Final = (
    'UNDELETED UNFLAGGED OR HEADER To "{0}" OR HEADER Cc "{0}" HEADER Delivered-To "{0}"'
)


class MailboxAway(Exception):
    """The mailbox cannot be opened, or did not do what it was asked. Carries a code."""


@dataclass
class Mailbox:
    """A folder that is open."""

    server: imaplib.IMAP4
    to: str

    def waiting(self, at_most: int) -> list[str]:
        """Return the numbers of mails that wait for us, the oldest first."""
        return _numbers(self.server.uid("SEARCH", _FOR_US.format(self.to)))[:at_most]

    def broken(self) -> int:
        """Return how many mails to us were set aside because they could not be taken in."""
        asked = _FOR_US.format(self.to).replace("UNFLAGGED", "FLAGGED")
        return len(_numbers(self.server.uid("SEARCH", asked)))

    def size(self, uid: str) -> int:
        """Return how many bytes a mail has."""
        found = _said(self.server.uid("FETCH", uid, "(RFC822.SIZE)"))
        sizes = [re.search(rb"RFC822\.SIZE (\d+)", _bytes(each)) for each in found]
        return next((int(size[1]) for size in sizes if size), 0)

    def read(self, uid: str, *, heading_only: bool = False) -> bytes:
        """Return a mail as it came; nothing is marked by that. Empty where it is gone."""
        part = "(BODY.PEEK[HEADER])" if heading_only else "(BODY.PEEK[])"
        found = _said(self.server.uid("FETCH", uid, part))
        return next((each[1] for each in found if isinstance(each, tuple)), b"")

    def delete(self, uid: str) -> None:
        """Take a mail out of the mailbox, and no other.

        A server without UIDPLUS (RFC 4315) can only take out all that are marked as deleted.
        Where others are, ours stays marked among them, until their owner's programme does that.
        """
        _said(self.server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
        if "UIDPLUS" in self.server.capabilities:
            _said(self.server.uid("EXPUNGE", uid))
        elif _numbers(self.server.uid("SEARCH", "DELETED")) == [uid]:
            _said(self.server.expunge())

    def set_aside(self, uid: str) -> None:
        """Leave a mail where it is, flagged for whoever looks after the mailbox."""
        _said(self.server.uid("STORE", uid, "+FLAGS.SILENT", _BROKEN))


@contextmanager
def open_mailbox(url: str, *, to: str) -> Iterator[Mailbox]:
    """Open the mailbox at ``imaps://user:password@host/folder`` for mails to ``to``.

    By ``imap://`` the line is sealed by STARTTLS; without that only on this machine.

    Raises:
        MailboxAway: with a code, without a word of what the server said.
    """
    try:
        server = _connected(url)
    except UnicodeError as error:  # a name or password that the protocol cannot say
        raise MailboxAway("odd-letters") from error
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxAway(_code(error)) from error
    try:
        yield Mailbox(server, to)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxAway(_code(error)) from error
    finally:
        try:
            server.logout()
        except (imaplib.IMAP4.error, OSError):
            server.shutdown()


def _connected(url: str) -> imaplib.IMAP4:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or _PORTS[parts.scheme]
    sealed = ssl.create_default_context()
    server: imaplib.IMAP4
    if parts.scheme == "imaps":
        server = imaplib.IMAP4_SSL(host, port, ssl_context=sealed, timeout=_SECONDS)
    else:
        server = imaplib.IMAP4(host, port, timeout=_SECONDS)
    try:
        if parts.scheme == "imap" and "STARTTLS" in server.capabilities:
            server.starttls(sealed)
        elif parts.scheme == "imap" and host not in _LOCAL:
            raise MailboxAway("not-sealed")
        try:
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        except imaplib.IMAP4.error as error:
            raise MailboxAway("not-let-in") from error
        # Many servers say only now what they can do.
        can = _bytes(_said(server.capability())[-1])
        server.capabilities = tuple(can.decode("ascii", "replace").upper().split())
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if server.select(f'"{folder}"')[0] != "OK":
            raise MailboxAway("no-such-folder")
    except BaseException:
        server.shutdown()
        raise
    return server


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    status, found = answer
    if status != "OK":
        raise MailboxAway("refused")
    return found


def _numbers(answer: tuple[str, list[Any]]) -> list[str]:
    return [each.decode() for each in (_said(answer)[0] or b"").split()]


def _bytes(part: Any) -> bytes:
    return part[0] if isinstance(part, tuple) else part or b""


def _code(error: Exception) -> str:
    return "away" if isinstance(error, OSError) else type(error).__name__
