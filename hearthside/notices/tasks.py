# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails that come in, by a service or out of a mailbox: who they are for, and what became of them.

Nothing is ever sent back: whoever wrote may not be who it says. What could not be posted is kept
for, and told to, the person whom the address was given to.
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import Error

from hearthside.core import clock
from hearthside.core.crypto.keyring import keyring
from hearthside.core.log import get_logger
from hearthside.core.mailbox import Mailbox, MailboxAway, open_mailbox
from hearthside.core.resting import Resting, ask_leave, let_rest
from hearthside.notices import hooks
from hearthside.notices.hooks import MailedReply, Taken
from hearthside.notices.mails.reading import (
    MOST_BYTES,
    Envelope,
    Mail,
    NotReadable,
    read_mail,
)
from hearthside.notices.mails.vouching import vouches_for
from hearthside.notices.replying import Opened, opened_among

_AT_ONCE: Final = 25
"""Mails taken out of a mailbox in one go: whatever else is owed waits meanwhile."""
_MAILBOX: Final = "mailbox"
_NO_ADDRESS: Final = "no-address"

logger = get_logger(__name__)


def take_in(raw: bytes, envelope: Envelope, now: datetime) -> str:
    """Take in one mail; return a code for what became of it. Doing it twice is doing it once."""
    try:
        mail = read_mail(raw, envelope)
    except NotReadable as why:
        return _noted(_unreadable(raw, envelope, str(why), now))
    opened = opened_among(mail.recipients)
    if opened is None:
        return _noted(_NO_ADDRESS)
    if mail.is_automatic:
        return _noted("automatic")
    if now.date() > opened.forgotten_on:
        return _noted("too-late")
    return _noted(_handed_on(mail, opened, now))


def fetch_replies() -> int:
    """Take in what waits in the mailbox, if one is set; return how many mails were taken out.

    Each is deleted there after it was taken in. One that breaks us is left there, flagged, so
    that it does not hold up the others; where the database is away, all stay as they are.
    """
    now = clock.now()
    if not settings.REPLY_MAILBOX:
        return 0
    try:
        ask_leave(_MAILBOX, now)
        with reply_mailbox() as mailbox:
            return sum(_taken_out(mailbox, uid) for uid in mailbox.waiting(_AT_ONCE))
    except Resting:
        return 0
    except MailboxAway as why:
        let_rest(_MAILBOX, now)
        logger.warning("mailbox-away", code=str(why))
        return 0


def reply_mailbox() -> AbstractContextManager[Mailbox]:
    """Open the mailbox in which answers wait. Mails to others are not touched in it."""
    return open_mailbox(settings.REPLY_MAILBOX, to=settings.REPLY_ADDRESS, is_ours=_is_for_us)


def _is_for_us(heading: bytes) -> bool:
    try:
        return opened_among(read_mail(heading, Envelope()).recipients) is not None
    except NotReadable:
        return False


def _taken_out(mailbox: Mailbox, uid: str) -> bool:
    too_large = mailbox.size(uid) > MOST_BYTES
    raw = mailbox.read(uid, heading_only=too_large)
    if not raw:
        return False
    try:
        if take_in(raw, Envelope(is_too_large=too_large), clock.now()) == _NO_ADDRESS:
            return False
    except Error:
        raise
    except Exception as error:  # noqa: BLE001 — whatever one mail does, the others are taken in
        logger.error("mail-not-taken-in", code=type(error).__name__)
        mailbox.set_aside(uid)
        return False
    mailbox.delete(uid)
    return True


def _handed_on(mail: Mail, opened: Opened, now: datetime) -> str:
    vouched = vouches_for(mail.results, settings.REPLY_CHECKED_BY, mail.sender)
    reply = MailedReply(
        about=opened.about,
        marks=_marks(mail, opened.token),
        forgotten_on=opened.forgotten_on,
        is_late=opened.is_late(now),
        sender=mail.sender,
        sender_name=mail.sender_name,
        is_vouched_for=vouched,
        text=mail.text,
        doubt=mail.doubt,
    )
    answers = (taken for taken in hooks.take_reply.ask(reply, now) if taken)
    return next(answers, Taken.NOBODY).value


def _unreadable(raw: bytes, envelope: Envelope, why: str, now: datetime) -> str:
    """Tell whose address it is that a mail came which cannot be read, as far as its head can."""
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0][:100_000]
    plain = b"\n".join(
        line for line in head.split(b"\n") if not line.lower().startswith(b"content-")
    )
    try:
        mail = read_mail(plain + b"\n\n", envelope)
    except NotReadable:
        return why
    opened = opened_among(mail.recipients)
    if opened is None or mail.is_automatic or now.date() > opened.forgotten_on:
        return why
    return _handed_on(replace(mail, doubt="unreadable"), opened, now)


def _marks(mail: Mail, token: str) -> list[bytes]:
    """What stands for a mail: its id, and its words, each together with the address."""
    words = " ".join(mail.text.split())
    said = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""
    parts = {"id": mail.message_id, "words": said}
    return [keyring().blind("taken mail", token, *part) for part in parts.items() if part[1]]


def _noted(code: str) -> str:
    logger.info("mail-came", code=code)
    return code
