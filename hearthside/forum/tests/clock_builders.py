# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waits for tests: a clock that is wound on, whom it told, and to whom it was handed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hearthside.forum.actions.clocks import wind_clock
from hearthside.forum.models import Clock, Handover, Question, Thread
from hearthside.notices.models import Notice

Later = Callable[[timedelta], None]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def clock_of(waits: Thread | Question) -> Clock:
    """The clock of a conversation, or of a question in one."""
    if isinstance(waits, Question):
        return Clock.objects.get(question=waits)
    return Clock.objects.get(thread=waits, question=None)


def wind(waits: Thread | Question, now: datetime) -> None:
    """Let the clock of a conversation or of a question make the steps that are due."""
    wind_clock(clock_id=clock_of(waits).id, now=now)


def handed_on(waits: Thread | Question) -> list[str]:
    """The steps that a wait has made, as they followed each other."""
    rows = Handover.objects.filter(clock=clock_of(waits)).order_by("at", "step")
    return list(rows.values_list("step", flat=True))


def told(kind: str) -> set[object]:
    """Who has a notice of a kind."""
    return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))
