# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces asks of those above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from hearthside.core.hooks import Hook
from hearthside.spaces.rules import Standing

topics: Hook[[Standing, Collection[UUID]], Mapping[UUID, str]] = Hook()
"""What the things are called that a member's notices are about; only those this member meets.

Shown inside the space, to that member alone. A notice itself never carries it, so that
whatever is sent outside says only that something happened."""
