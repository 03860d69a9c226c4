# SPDX-License-Identifier: AGPL-3.0-or-later
"""The mails of a demonstration, which reach nobody, shown to its keeper.

Such mails hold codes that set a new password. So the page is there only where no mail leaves,
where nobody but this machine can come in, and where all people are made up (or the place is
being worked on). Everywhere else there is no such page, whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearthside.config.running.demonstration import MARK
from hearthside.core.mail_folder import mails_written
from hearthside.spaces.http import KeeperRequest, keeper_view

_ONLY_HERE = ("127.0.0.1", "::1", "localhost")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class MailShown:
    """One mail as its reader would have got it."""

    sender: str
    to: str
    subject: str
    words: str


@require_safe
@keeper_view
def mailbox(request: KeeperRequest) -> HttpResponse:
    """Show the newest mails that went nowhere."""
    if not mailbox_is_open() or not request.keeper.keeps_installation:
        raise Http404
    mails = [_read(path) for path in mails_written()[:_SHOWN]]
    return render(request, "mailbox.html", {"mails": mails})


def mailbox_is_open() -> bool:
    """Whether this is a place where the mails are nobody's."""
    is_made_up = settings.DEBUG or (Path(settings.DATA) / MARK).exists()
    return not settings.MAIL_GOES_OUT and settings.HOST in _ONLY_HERE and is_made_up


def _read(path: Path) -> MailShown:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)  # which is what this policy makes
    body = mail.get_body(("plain",))
    return MailShown(
        sender=str(mail["From"]),
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        words=str(body.get_content()) if body else "",
    )
