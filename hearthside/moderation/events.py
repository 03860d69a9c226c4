# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others may hear of from moderation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class ReportMade(Event):
    """A member reported something. Not sent when the same report arrives again."""

    space_id: UUID
    report_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReportDecided(Event):
    """A steward decided on a report. Not sent when it is taken on or given back."""

    space_id: UUID
    report_id: UUID
    decided_at: datetime
