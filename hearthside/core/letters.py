# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mail that nobody asked for at this moment: who it seems to be from, and how it is stopped.

Sent by whatever mail backend is set. Mails that somebody just asked for (codes, confirmations)
go through allauth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from hearthside.core.resting import ask_leave, let_rest

_SERVER: Final = "mail server"
_TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address.

    ``mark`` makes the Message-ID, so that one that is sent again after a break is the same
    mail to whoever receives it; it must tell nothing of anybody.
    """

    to: str
    sender: str
    subject: str
    text: str
    html: str
    mark: str
    stop_url: str
    reply_to: str = ""


def send_letter(letter: Letter, *, now: datetime) -> None:
    """Hand a letter to the mail server. Whatever the server or the way to it raises is raised.

    Raises:
        hearthside.core.resting.Resting: the server did not answer a moment ago.
    """
    ask_leave(_SERVER, now)
    address = parseaddr(settings.MAIL_FROM)[1]
    mail = EmailMultiAlternatives(
        subject=_one_line(letter.subject),
        body=letter.text,
        from_email=str(Address(_one_line(letter.sender), addr_spec=address)),
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": f"<{letter.mark}@{address.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            # One click in the mail programme stops it: RFC 8058.
            "List-Unsubscribe": f"<{letter.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    try:
        mail.send()
    except (SMTPResponseException, SMTPRecipientsRefused):
        raise  # it answered
    except OSError as error:
        if not _has_answered(error):
            let_rest(_SERVER, now)
        raise


def is_for_good(error: Exception) -> bool:
    """Whether whoever was asked says that there is no such address, and not only "later"."""
    if isinstance(error, AnymailRecipientsRefused):
        return True
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in error.recipients.values())


def _has_answered(error: OSError) -> bool:
    """Whether a mail service took the question and said no to this one mail.

    Its "no" is an error of the web, as a line that is broken is; it must not hold up the others.
    """
    status: int | None = getattr(error, "status_code", None)
    return status is not None and status < 500 and status != _TOO_MANY


def _one_line(words: str) -> str:
    """A header is one line, whatever somebody called their place."""
    return " ".join(words.split())
