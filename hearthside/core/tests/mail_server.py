# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real mail server on this machine, for as long as a test lasts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class MailServer:
    """Where it listens, and the mails it was given, raw."""

    port: int
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuse_with: str = ""

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails, taken apart."""
        read = [message_from_bytes(raw, policy=default) for raw in self.raw]
        return [mail for mail in read if isinstance(mail, EmailMessage)]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 — aiosmtpd's name
        """Take a mail, or refuse it."""
        if self.refuse_with:
            return self.refuse_with
        self.raw.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def mail_server(*, user: str = "", password: str = "") -> Iterator[MailServer]:
    """Run one until the end of the block; with a name and a password where both are given."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    server = MailServer(port)

    def check(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> Any:
        known = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=data == known, handled=False)

    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=port,
        authenticator=check if user else None,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
