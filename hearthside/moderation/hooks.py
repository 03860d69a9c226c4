# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation asks of the domains whose words can be reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from hearthside.core.hooks import Hook
from hearthside.spaces.rules import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported, as a steward reads it.

    ``html`` is safe, as `core.text.render` made it; ``author_id`` is a membership, or None
    where nobody stands behind the words any more.
    """

    label: _StrOrPromise
    html: str
    author_id: UUID | None
    author_name: str
    path: str


@dataclass(frozen=True, slots=True)
class Taking:
    """A decision to take words out of sight: where, by whom, and why, for their author to read."""

    space_id: UUID
    by: Standing
    reason: str
    now: datetime


content: Hook[[str, UUID, UUID], Reported | None] = Hook()
"""What this kind and id stand for in this space; None if not mine, or gone.

The words themselves are shown to stewards only, so withdrawn ones may be told here."""

take_down: Hook[[str, UUID, Taking], bool] = Hook()
"""Take these words out of sight, in the transaction of the decision; False if not mine, or gone.

The author keeps the words and is told the reason, by the domain that answers."""
