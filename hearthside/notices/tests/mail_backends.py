# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail servers that take nothing, each in its own way."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Broken(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError


class RefusesAddress(BaseEmailBackend):
    """A mail server that knows no such address."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused({"wren@example.org": (550, b"No such mailbox")})


class SaysLater(BaseEmailBackend):
    """A mail server that knows nobody at first (greylisting)."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused({"wren@example.org": (450, b"Try again later")})
