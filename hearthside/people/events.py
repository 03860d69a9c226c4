# SPDX-License-Identifier: AGPL-3.0-or-later
"""Facts about accounts that others may hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class PersonJoined(Event):
    """Somebody has made an account. Not sent when they join a space; that is its own fact."""

    person_id: UUID
    joined_at: datetime
