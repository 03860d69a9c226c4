# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others may hear of from privacy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class SealAsked(Event):
    """Somebody asks for a second person to open a seal with. Not sent when it waits already."""

    opening_id: UUID


@dataclass(frozen=True, slots=True)
class SealWasOpened(Event):
    """A seal was open for a day: the time has come to tell the person. By appointment only."""

    opening_id: UUID


@dataclass(frozen=True, slots=True)
class ErasedBytesDue(Event):
    """Something was erased, and its bytes have to leave the disk, too. By appointment only.
    ``beyond``: the last table that was written anew already."""

    asked_at: datetime
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class DepartureDue(Event):
    """The days in which somebody could change their mind are over. By appointment only."""

    departure_id: UUID
