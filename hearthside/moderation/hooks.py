# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation asks of the domains whose content can be reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.safestring import SafeString

from hearthside.core.hooks import Hook
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is about, as a steward sees it."""

    label: str
    html: SafeString
    author_id: UUID | None
    author_name: str
    path: str


@dataclass(frozen=True, slots=True)
class Taking:
    """A steward's decision that something is no longer shown, and why."""

    space_id: UUID
    by: Standing
    reason: str
    now: datetime


content: Hook[[str, UUID, UUID], Reported | None] = Hook()
"""Kind, content id, space id: what was reported, from the domain that keeps it."""

take_down: Hook[[str, UUID, Taking], bool] = Hook()
"""Kind, content id, decision: take it out of sight; whether it was ours to take."""
