# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mail as it came, taken apart without trusting anything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import Final

from hearthside.notices.mails.html_text import text_of

MOST_BYTES: Final = 12_000_000
"""A larger mail is not read: words need no such room, and pictures are not taken."""
MOST_SENT: Final = 2 * MOST_BYTES
"""What a service sends at once: a mail in JSON, its pictures in Base64."""
_MOST_PARTS: Final = 60
_MOST_TEXT: Final = 200_000
_TO_US: Final = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_REPLACED: Final = "\ufffd"
_AUTOMATIC_PRECEDENCE: Final = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_AUTOMATIC_NAMES: Final = (
    "Auto-Submitted",
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "List-Id",
    "List-Post",
    "X-Failed-Recipients",
    "X-Auto-Response-Suppress",
)
_MACHINES: Final = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b", re.I
)
_AWAY: Final = re.compile(
    r"^\W*((auto(matic)?[- ]?(reply|response|matische antwort)|automatische antwort|"
    r"automat(ed|ic) (reply|response)|out of (the )?office|away from|on vacation|"
    r"abwesenheits\w*|abwesend|respuesta autom[aá]tica|fuera de (la )?oficina|"
    r"r[eé]ponse automatique|absence du bureau|absent du bureau|risposta automatica|"
    r"fuori ufficio|resposta autom[aá]tica|automatisch antwoord|afwezig|autosvar|"
    r"autom[aá]tick[aá] odpov\w+|automatyczna odpowied\w+|undeliver\w+|delivery status|"
    r"returned mail|mail delivery|failure notice)\b)",
    re.I,
)


class NotReadable(Exception):
    """Nothing can be made of it: too large, or put together to do harm. Carries a code."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What whoever received a mail knows of it beside its text."""

    recipient: str = ""
    sender: str | None = None
    """Where a failure would be sent; "" says that nobody wants to know, as machines do."""
    is_spam: bool = False
    is_too_large: bool = False
    """Only its head is here."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that came in."""

    recipients: Sequence[str]
    sender: str
    sender_name: str
    message_id: str
    text: str
    is_automatic: bool = False
    doubt: str = ""
    results: Sequence[str] = ()
    """What mail servers on the way say of the sender (RFC 8601), the last of them first."""


def read_mail(raw: bytes, envelope: Envelope) -> Mail:
    """Take a mail apart.

    Raises:
        NotReadable: too large, too many parts, or broken so that no reader gets on.
    """
    if len(raw) > MOST_BYTES:
        raise NotReadable("too-large")
    if raw.lower().count(b"boundary=") > _MOST_PARTS:
        raise NotReadable("too-many-parts")
    try:
        mail = message_from_bytes(raw, policy=default)
        assert isinstance(mail, EmailMessage)
        return _read(mail, envelope)
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, IndexError,
            KeyError, TypeError, AssertionError) as error:  # fmt: skip
        # The reader of Python's library meets broken headers with many kinds of error.
        raise NotReadable(type(error).__name__) from error


def _read(mail: EmailMessage, envelope: Envelope) -> Mail:
    written, unreadable = _text(mail)
    senders = getaddresses([str(value) for value in mail.get_all("From", [])])
    one = senders[0] if len(senders) == 1 else ("", "")
    recipients = [envelope.recipient] if envelope.recipient else []
    for name in _TO_US:
        found = getaddresses([str(value) for value in mail.get_all(name, [])])
        recipients += [address for _name, address in found]
    doubt = "spam" if envelope.is_spam else "unreadable" if unreadable else ""
    doubt = "too-large" if envelope.is_too_large else doubt
    return Mail(
        recipients=recipients,
        sender=one[1].strip().lower(),
        sender_name=one[0],
        message_id=str(mail.get("Message-ID", "")).strip(),
        text=written,
        is_automatic=_is_automatic(mail, one[1], envelope),
        doubt=doubt,
        results=[
            # As they came: read as text, words in a code of RFC 2047 would become signs of theirs.
            str(value)
            for name, value in mail.raw_items()
            if name.lower() == "authentication-results"
        ],
    )


def _is_automatic(mail: EmailMessage, sender: str, envelope: Envelope) -> bool:
    """Whether no person wrote it at this moment (RFC 3834, and what others write instead)."""
    submitted = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    marks = [name for name in _AUTOMATIC_NAMES[1:] if name in mail]
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return_path = str(mail.get("Return-Path", "-")).strip()
    return (
        submitted != "no"
        or bool(marks)
        or precedence in _AUTOMATIC_PRECEDENCE
        or return_path in ("", "<>")
        or envelope.sender == ""
        or mail.get_content_type() in ("multipart/report", "message/delivery-status")
        or bool(_MACHINES.match(sender))
        or bool(_AWAY.match(str(mail.get("Subject", ""))))
    )


def _text(mail: EmailMessage) -> tuple[str, bool]:
    """Return what was written, and whether some of it could not be read.

    The plain words where there are any, else those of the HTML. Files are not looked into.
    """
    plain: list[str] = []
    html: list[str] = []
    unreadable = False
    for part in _parts(mail, 0):
        kind = part.get_content_type()
        if (
            kind not in ("text/plain", "text/html")
            or part.get_content_disposition() == "attachment"
        ):
            continue
        if part.get_filename():
            continue
        said, whole = _decoded(part)
        unreadable |= not whole
        (plain if kind == "text/plain" else html).append(said)
    written = "\n\n".join(part for part in plain if part.strip())
    if not written.strip():
        written = "\n\n".join(text_of(part) for part in html)
    return written[:_MOST_TEXT], unreadable or len(written) > _MOST_TEXT


def _parts(mail: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """All parts that are the mail itself; a mail within it is another's words."""
    if mail.get_content_maintype() == "message":
        return
    if not mail.is_multipart():
        yield mail
        return
    if depth > 12:
        raise NotReadable("too-deep")
    for part in mail.iter_parts():
        if isinstance(part, EmailMessage):
            yield from _parts(part, depth + 1)


def _decoded(part: EmailMessage) -> tuple[str, bool]:
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    raw = raw[: 4 * _MOST_TEXT]
    text, whole = raw.decode("cp1252", "replace"), False
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            text, whole = raw.decode(charset), True
            break
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, joins=str(part.get_param("delsp", "")).lower() == "yes")
    return text, whole and _REPLACED not in text


def unflowed(text: str, *, joins: bool) -> str:
    """Put lines together again that only the sending programme broke (RFC 3676)."""
    lines: list[str] = []
    depth, open_line = 0, False
    for raw in text.split("\n"):
        quoted = len(raw) - len(raw.lstrip(">"))
        line = raw[quoted:]
        line = line[1:] if line.startswith(" ") else line
        if line == "-- " or quoted != depth:
            open_line = False
        flows = line.endswith(" ") and line != "-- "
        said = line[:-1] if flows and joins else line
        if open_line:
            lines[-1] += said
        else:
            lines.append(f"{'>' * quoted}{' ' if quoted else ''}{said}")
        depth, open_line = quoted, flows
    return "\n".join(lines)
