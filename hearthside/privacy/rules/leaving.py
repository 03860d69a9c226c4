# SPDX-License-Identifier: AGPL-3.0-or-later
"""When somebody who leaves is erased, and when their bytes leave the disk. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

UNDO_DAYS: Final = 7
"""So long somebody who closes their account can change their mind."""

BYTES_GO_WITHIN: Final = timedelta(days=1)
"""From an erasure until its bytes are overwritten on the disk, on either database."""

_SPARE_DAYS: Final = 30
"""Longer than the backups it is there for: one may be found late."""
_SOON: Final = timedelta(minutes=2)
_NIGHT: Final = 4
"""The hour (UTC) in which PostgreSQL writes its tables anew: nobody reads one meanwhile."""


def closes_at(asked_at: datetime) -> datetime:
    """When an account closes for good whose person asked for it now."""
    return asked_at + timedelta(days=UNDO_DAYS)


def bytes_go_at(now: datetime, *, at_once: bool) -> datetime:
    """When the bytes of what is erased now are overwritten: in a moment, or in the next night."""
    if at_once:
        return now + _SOON
    night = now.replace(hour=_NIGHT, minute=0, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)


def erasures_kept_for(backups_days: int) -> timedelta | None:
    """How long it is remembered that somebody was erased; None, where backups stay for good."""
    return timedelta(days=backups_days + _SPARE_DAYS) if backups_days else None
