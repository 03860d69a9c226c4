# SPDX-License-Identifier: AGPL-3.0-or-later
"""What leaves the house in a world: mails as a server gets them, pushes as a service does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from unittest.mock import patch

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from hearthside.core import clock
from hearthside.notices.replying import opened_among
from hearthside.notices.stops import read_stop_token

_STOP = re.compile(r"(?<=/stop/)[\w-]{40,60}")
_REPLY = re.compile(r"reply\+[a-z2-7]{55}@[\w.]+")


@dataclass(frozen=True)
class Sent:
    """One thing that left: when, to whom, and all of it that is read on the way."""

    at: datetime
    to: str
    what: str
    size: int


@dataclass
class Outside:
    """What left the house, in its order."""

    sent: list[Sent] = field(default_factory=list)

    def post(self, url: str, *, body: bytes, headers: dict[str, str], **_more: float) -> int:
        """Stand for every push service."""
        told = sorted((name, value) for name, value in headers.items() if name != "Authorization")
        self.sent.append(Sent(clock.now(), url, f"push {told}", len(body)))
        return 201

    def to(self, *whom: str) -> list[Sent]:
        """What went to some of them."""
        return [each for each in self.sent if any(name in each.to for name in whom)]

    def beside(self, *whom: str) -> list[Sent]:
        """What went to everybody else."""
        return [each for each in self.sent if not any(name in each.to for name in whom)]


class Recorder(BaseEmailBackend):
    """A mail server that writes down what it gets, into the world of this moment."""

    into: ClassVar[Outside] = Outside()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take the mails."""
        for mail in email_messages:
            with patch("email.generator.random.randrange", return_value=7):  # the boundary
                message: Any = mail.message()
                raw = message.as_bytes()
            heads = [(name, value) for name, value in message.items() if name != "Date"]
            text = f"{heads}\n{mail.body}\n{mail.alternatives}"  # type: ignore[attr-defined]
            self.into.sent.append(Sent(clock.now(), mail.to[0], _opened(text), len(raw)))
        return len(email_messages)


def _opened(text: str) -> str:
    """What is sealed in a mail, as whoever wrote it can read it: the word that stops mails, one for
    each person, and the address that answers, of one size and another each time."""
    return _REPLY.sub(_answers, _STOP.sub(lambda found: str(read_stop_token(found[0])), text))


def _answers(found: re.Match[str]) -> str:
    said = opened_among([found[0]])
    assert said is not None
    return f"answers {said.about.hex()} until {said.until} in {len(found[0])}"
