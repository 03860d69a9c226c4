# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mailbox on another machine (IMAP): looking for mails to one address, and taking them out.

Only mails to that address are touched, so that it may be the mailbox of somebody who gets other
mail, too: a server finds what looks like it, and whoever opens the mailbox says what it is. A
mail is deleted there after it was taken in here, never before.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

_SECONDS: Final = 15.0
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
_PORTS: Final = {"imap": 143, "imaps": 993}
_BROKEN: Final = r"(\Flagged)"
_ADDRESSES: Final = (
    "(BODY.PEEK[HEADER.FIELDS (TO CC DELIVERED-TO X-ORIGINAL-TO ENVELOPE-TO X-ENVELOPE-TO)])"
)
_LOOKS: Final = 200
"""How many mails are looked at in one go: whatever else is owed waits meanwhile."""
_not_ours: dict[str, set[str]] = {}
"""The numbers of mails that were looked at once and are nobody's here, for each folder as it is.

Kept in this process only: another has to look by itself, once.
"""


class MailboxAway(Exception):
    """The mailbox cannot be opened, or did not do what it was asked. Carries a code."""


@dataclass
class Mailbox:
    """A folder that is open."""

    server: imaplib.IMAP4
    to: str
    is_ours: Callable[[bytes], bool]
    """Whether a mail with these addresses in its head is for us."""
    folder: str = ""

    def waiting(self, at_most: int) -> list[str]:
        """Return the numbers of mails that wait for us, the oldest first."""
        return self._ours("UNFLAGGED", at_most)

    def broken(self) -> int:
        """Return how many mails to us were set aside because they could not be taken in."""
        return len(self._ours("FLAGGED", _LOOKS))

    def size(self, uid: str) -> int:
        """Return how many bytes a mail has."""
        found = _said(self.server.uid("FETCH", uid, "(RFC822.SIZE)"))
        sizes = [re.search(rb"RFC822\.SIZE (\d+)", _bytes(each)) for each in found]
        return next((int(size[1]) for size in sizes if size), 0)

    def read(self, uid: str, *, heading_only: bool = False) -> bytes:
        """Return a mail as it came; nothing is marked by that. Empty where it is gone."""
        return self._fetched(uid, "(BODY.PEEK[HEADER])" if heading_only else "(BODY.PEEK[])")

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

    def _ours(self, flagged: str, at_most: int) -> list[str]:
        found = self._alike(flagged)
        others = _not_ours.setdefault(f"{self.folder} {flagged}", set())
        others.intersection_update(found)
        ours: list[str] = []
        for uid in [each for each in found if each not in others][:_LOOKS]:
            if len(ours) == at_most:
                break
            if self.is_ours(self._fetched(uid, _ADDRESSES)):
                ours.append(uid)
            else:
                others.add(uid)
        return ours

    def _alike(self, flagged: str) -> list[str]:
        """Return the mails that hold both parts of an address of ours, be it in several."""
        name, _, host = self.to.partition("@")
        to, cc, delivered = (
            f'(HEADER {each} "{name}+" HEADER {each} "{host}")'
            for each in ("To", "Cc", "Delivered-To")
        )
        asked = f"UNDELETED {flagged} OR {to} OR {cc} {delivered}"
        return _numbers(self.server.uid("SEARCH", asked))

    def _fetched(self, uid: str, part: str) -> bytes:
        found = _said(self.server.uid("FETCH", uid, part))
        return next((each[1] for each in found if isinstance(each, tuple)), b"")


@contextmanager
def open_mailbox(url: str, *, to: str, is_ours: Callable[[bytes], bool]) -> Iterator[Mailbox]:
    """Open the mailbox at ``imaps://user:password@host/folder`` for mails to ``to``.

    These have something behind a plus, as in ``to+this@host``. By ``imap://`` the line is sealed
    by STARTTLS; without that only on this machine.

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
        # The server gives out other numbers when this one changes (RFC 3501, 2.3.1.1).
        numbering = _bytes(server.response("UIDVALIDITY")[1][0]).decode("ascii", "replace")
        yield Mailbox(server, to, is_ours, f"{url.rpartition('@')[2]} {numbering}")
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
