# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one clock. Views, tasks and commands read it; actions and rules are handed ``now``."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)
