# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces asks of those above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from hearthside.core.hooks import Hook

topics: Hook[[UUID, Collection[UUID]], Mapping[UUID, str]] = Hook()
"""What the things are called that the notices of a membership are about; only what it meets.

Shown inside the space, to that member alone. A notice itself never carries it, so that
whatever is sent outside says only that something happened."""
