# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail servers that take nothing, each in its own way."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import Any

from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as LocmemBackend


class Broken(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError


class RefusesAddress(BaseEmailBackend):
    """A mail server that knows no such address."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused({"wren@example.org": (550, b"No such mailbox")})


class RefusesOne(BaseEmailBackend):
    """A mail service that answers, and takes no mail to one address."""

    def send_messages(self, email_messages: Any) -> int:
        if any("wren" in to for mail in email_messages for to in mail.to):
            raise AnymailRequestsAPIError("no", status_code=422)
        return LocmemBackend().send_messages(email_messages)


class KnowsNobody(BaseEmailBackend):
    """A mail service that says of every address that there is none."""

    def send_messages(self, email_messages: Any) -> int:
        raise AnymailRecipientsRefused("refused")


class SaysLater(BaseEmailBackend):
    """A mail server that knows nobody at first (greylisting)."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused({"wren@example.org": (450, b"Try again later")})
