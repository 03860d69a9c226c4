# SPDX-License-Identifier: AGPL-3.0-or-later
"""Limits on how often, kept in the shared cache. They slow, they never hide help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from hearthside.core.crypto.keyring import keyring


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``times`` in a window of ``every``, for each subject."""

    name: str
    times: int
    every: timedelta


class TooOften(Exception):
    """Somebody tried too often. Carries how long until the next try counts."""

    def __init__(self, limit: Limit, wait: timedelta) -> None:
        super().__init__(limit.name)
        self.limit = limit
        self.wait = wait


def count(limit: Limit, subject: str, now: datetime) -> None:
    """Count one try of ``subject``; fixed windows, so that a wait has a known end.

    The subject (a name, an id, a truncated address) is stored blind: who asks for something
    without their name is counted like anybody, and the cache does not say so.

    Raises:
        TooOften: this try is over the limit.
    """
    seconds = int(limit.every.total_seconds())
    window, into = divmod(int(now.timestamp()), seconds)
    blind = keyring().blind("throttle", limit.name, subject).hex()[:24]
    key = f"throttle:{limit.name}:{window}:{blind}"
    cache.add(key, 0, timeout=seconds)
    try:
        tries = cache.incr(key)
    except ValueError:  # the window ended between the two calls
        return
    if tries > limit.times:
        raise TooOften(limit, timedelta(seconds=seconds - into))
