# SPDX-License-Identifier: AGPL-3.0-or-later
"""What leaves the place: whether the mail server takes our mail, and push."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from datetime import datetime
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.urls import reverse

from hearthside.config.health.findings import Finding, note, to_do, well
from hearthside.core.mailbox import MailboxAway
from hearthside.notices.tasks import reply_mailbox

_SECONDS: Final = 8.0
_CURE: Final = "See docs/settings.md#mail_url and docs/operations.md#mail"


def look_at_mail(now: datetime) -> Iterator[Finding]:
    """Whether mail can go out. Knocks at the server, signs in, and sends nothing."""
    if not settings.MAIL_GOES_OUT:
        words = f"No mail leaves this place; it is written to {settings.EMAIL_FILE_PATH}."
        yield note("Mail", words, "To send it: docs/settings.md#mail_url")
    elif "smtp" in settings.EMAIL_BACKEND:
        yield _knock()
    else:
        yield note("Mail", "It goes by a service, which cannot be asked without sending a mail.")


def look_at_replies(now: datetime) -> Iterator[Finding]:
    """How answers by mail come in. Opens the mailbox, and touches no mail."""
    if not settings.REPLY_ADDRESS:
        words = "Nobody can answer by mail."
        yield note("Answers by mail", words, "To let people: docs/operations.md#answers-by-mail")
        return
    if not settings.MAIL_GOES_OUT:
        words = f"They come in at {settings.REPLY_ADDRESS}, but no mail leaves that is answered."
        yield to_do("Answers by mail", words, "See docs/settings.md#mail_url")
    if settings.REPLY_SERVICE:
        where = f"{settings.SITE_URL}{reverse('notices:arriving')}"
        words = f"{settings.REPLY_SERVICE} hands them on to {where}, with the secret before it."
        yield well("Answers by mail", words)
    if settings.REPLY_MAILBOX:
        yield _mailbox()


def _mailbox() -> Finding:
    try:
        with reply_mailbox() as mailbox:
            waiting, broken = len(mailbox.waiting(1000)), mailbox.broken()
    except MailboxAway as why:
        words = f"The mailbox cannot be opened ({why}). Mails wait there."
        return to_do("Answers by mail", words, "See docs/settings.md#reply_mailbox")
    if broken:
        words = f"{broken} mails in the mailbox could not be taken in, and are flagged there."
        cure = "Look at them there; without the flag they are tried again."
        return to_do("Answers by mail", words, cure)
    return well("Answers by mail", f"The mailbox opens; {waiting} mails wait in it.")


def look_at_push(now: datetime) -> Iterator[Finding]:
    """Whether push services would take something from us."""
    if not settings.PUSH:
        return
    if settings.HTTPS or not parseaddr(settings.MAIL_FROM)[1].endswith("@localhost"):
        yield well("Push", "It is on.")
    else:
        words = "Some push services refuse us: they do not learn who is responsible."
        yield to_do("Push", words, "Set HEARTHSIDE_MAIL_FROM. See docs/settings.md#mail_from")


def _knock() -> Finding:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        _sign_in()
    except smtplib.SMTPAuthenticationError:
        words = f"The mail server {where} does not take our name and password."
    except smtplib.SMTPNotSupportedError:
        words = f"The mail server {where} does not offer what was set (TLS, or signing in)."
    except ssl.SSLError as error:
        words = f"No sealed line to the mail server {where}: {error.reason or 'TLS failed'}."
    except TimeoutError:
        words = f"The mail server {where} does not answer within {_SECONDS:.0f} seconds."
    except (OSError, smtplib.SMTPException) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        words = f"The mail server {where} cannot be reached ({why})."
    else:
        return well("Mail", f"The mail server {where} answers and lets us in.")
    return to_do("Mail", f"{words} Mail waits, and is given up after a day.", _CURE)


def _sign_in() -> None:
    kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=_SECONDS) as server:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.noop()
