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


@dataclass(frozen=True, slots=True)
class MeasureTaken(Event):
    """A decision touched somebody's words or place, or was answered to them on appeal."""

    space_id: UUID
    measure_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskAsks(Event):
    """Something other than a report came onto the stewards' desk; ``but`` need not be told."""

    space_id: UUID
    about_face: UUID | None
    but: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseDue(Event):
    """An appointment: a file, a second look, a changed fold or a proposal should have been
    answered by now. ``file_id`` is its id."""

    space_id: UUID
    file_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalDue(Event):
    """An appointment: the wait of a proposal is over."""

    space_id: UUID
    proposal_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class FileKeptLongEnough(Event):
    """An appointment: the words of a decided file go; the ledger keeps the counts."""

    space_id: UUID
    file_id: UUID
    due_at: datetime
