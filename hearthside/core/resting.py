# SPDX-License-Identifier: AGPL-3.0-or-later
"""What does not answer is left alone for a while.

The courier does one thing after another. If each mail waited twenty seconds for a server that
is away, whatever stands behind them in the queue, an answer to somebody in distress too, would
wait for hours. So after one such wait the others fail at once, for two minutes, and are tried
again later as everything is.

Kept in this process only: another has to find out by itself, once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

REST: Final = timedelta(minutes=2)
_until: dict[str, datetime] = {}


class Resting(Exception):
    """It did not answer a moment ago, and is not asked now."""


def ask_leave(name: str, now: datetime) -> None:
    """Go on, if this may be asked now.

    Raises:
        Resting: it did not answer less than two minutes ago.
    """
    if now < _until.get(name, now):
        raise Resting(name)


def let_rest(name: str, now: datetime) -> None:
    """Remember that something did not answer."""
    _until[name] = now + REST


def forget() -> None:
    """Ask everybody again."""
    _until.clear()
