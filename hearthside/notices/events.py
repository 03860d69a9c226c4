# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices owes to itself: appointments that the courier keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class MailOwed(Event):
    """A face is owed a mail about what is new. Made with the first notice of a batch.

    ``urgent``: quiet hours do not hold it. Not made for somebody who wants no mail.
    """

    face_id: UUID
    due_at: datetime
    urgent: bool = False
    told: str = ""
    """For a voice without a name: up to what it was told, sealed and of one size."""


@dataclass(frozen=True, slots=True)
class PushOwed(Event):
    """A face is owed a push to its person's devices. Like `MailOwed`."""

    face_id: UUID
    due_at: datetime
    urgent: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class DigestOwed(Event):
    """A person is owed a digest on a morning of theirs. Each makes the next appointment."""

    person_id: UUID
    due_at: datetime
