# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a line answers: a small written form, the instants it opens and closes, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

ALWAYS: Final = "24/7"
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_MINUTES = 24 * 60
_TIMES = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_HORIZON_DAYS = 9
"""A week repeats after seven days; one more on either side for openings past midnight."""


class BadHours(ValueError):
    """Hours that are not written as `parse` reads them."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One opening in a week, in minutes since midnight of its day (Monday is 0).

    ``closes`` is past 1,440 where the line closes on the next day.
    """

    day: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a line answers at an instant (None: not known), and when that changes."""

    is_open: bool | None
    changes_at: datetime | None = None


def parse(hours: str) -> tuple[Period, ...]:
    """Read hours such as ``mon-fri 10:00-22:00; sat,sun 20:00-02:00``.

    Raises:
        BadHours: a part is not days, a space and times.
    """
    periods = [
        period for part in hours.lower().split(";") if part.strip() for period in _part(part)
    ]
    if not periods:
        raise BadHours(hours)
    return tuple(sorted(set(periods)))


def tidy(hours: str) -> str:
    """Return hours in the one form they are stored in.

    Raises:
        BadHours: as `parse`.
    """
    if hours.strip() in ("", ALWAYS):
        return hours.strip()
    days = {day: [p for p in parse(hours) if p.day == day] for day in range(7)}
    runs = _runs(days)
    return "; ".join(f"{_span(run)} {','.join(map(_span_of_times, times))}" for run, times in runs)


def state_at(hours: str, zone: str, now: datetime) -> OpenState:
    """Return whether a line answers at ``now`` and when that changes.

    A wall time that happens twice when clocks go back is the first of the two; one that
    is skipped when they go forward is read with the offset before the change.

    Source: RFC 5545, section 3.3.5 (times that are repeated or do not exist).
    """
    if not hours:
        return OpenState(None)
    if hours == ALWAYS:
        return OpenState(is_open=True)
    today = now.astimezone(ZoneInfo(zone)).date()
    for opens_at, closes_at in _openings(parse(hours), ZoneInfo(zone), today):
        if now < opens_at:
            return OpenState(is_open=False, changes_at=opens_at)
        if now < closes_at:
            never_closes = closes_at - now > timedelta(days=7)
            return OpenState(is_open=True, changes_at=None if never_closes else closes_at)
    return OpenState(is_open=False)


def hours_in_words(hours: str, zone: str) -> str:
    """Return the hours as people say them, with whose clock they go by."""
    if not hours:
        return ""
    if hours == ALWAYS:
        return _("Day and night, every day")
    days = {day: [p for p in parse(hours) if p.day == day] for day in range(7)}
    parts = [
        _("%(days)s, %(times)s")
        % {"days": _days_in_words(run), "times": ", ".join(_times_in_words(p) for p in times)}
        for run, times in _runs(days)
    ]
    return _("%(hours)s (%(zone)s)") % {"hours": "; ".join(parts), "zone": zone_in_words(zone)}


def zone_in_words(zone: str) -> str:
    """Return whose clock it is: ``America/New_York`` is New York's."""
    return _("%(city)s time") % {"city": zone.rsplit("/", 1)[-1].replace("_", " ")}


def _part(part: str) -> Iterator[Period]:
    days, _space, times = part.strip().partition(" ")
    for day in _days(days):
        for span in times.split(","):
            match = _TIMES.fullmatch(span.strip())
            if match is None:
                raise BadHours(part)
            opens, closes = (_minutes(*match.groups()[i : i + 2]) for i in (0, 2))
            if opens == _DAY_MINUTES:
                raise BadHours(part)
            yield Period(day, opens, closes if closes > opens else closes + _DAY_MINUTES)


def _days(text: str) -> Iterator[int]:
    for span in text.split(","):
        first, dash, last = span.partition("-")
        try:
            start = DAYS.index(first)
            end = DAYS.index(last) if dash else start
        except ValueError as error:
            raise BadHours(text) from error
        yield from ((start + step) % 7 for step in range((end - start) % 7 + 1))


def _minutes(hours: str, minutes: str) -> int:
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > _DAY_MINUTES:
        raise BadHours(f"{hours}:{minutes}")
    return total


def _openings(
    periods: Iterable[Period], zone: ZoneInfo, today: date
) -> Iterator[tuple[datetime, datetime]]:
    """Yield openings from yesterday on, soonest first, those that touch made one."""
    spans = sorted(
        (_instant(day, p.opens, zone), _instant(day, p.closes, zone))
        for day in (today + timedelta(days=n) for n in range(-1, _HORIZON_DAYS))
        for p in periods
        if p.day == day.weekday()
    )
    held: tuple[datetime, datetime] | None = None
    for opens_at, closes_at in spans:
        if held and opens_at <= held[1]:
            held = (held[0], max(held[1], closes_at))
            continue
        if held:
            yield held
        held = (opens_at, closes_at)
    if held:
        yield held


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    days, minutes = divmod(minutes, _DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=days), _clock(minutes), tzinfo=zone)
    return wall.astimezone(UTC)


def _clock(minutes: int) -> time:
    hours, minutes = divmod(minutes % _DAY_MINUTES, 60)
    return time(hours, minutes)


def _runs(days: dict[int, list[Period]]) -> list[tuple[list[int], list[Period]]]:
    """Put neighbouring days with the same times together."""
    open_days = [day for day in range(7) if days[day]]
    times = {day: tuple((p.opens, p.closes) for p in days[day]) for day in open_days}
    numbered = groupby(enumerate(open_days), key=lambda pair: (pair[1] - pair[0], times[pair[1]]))
    runs = [[day for _, day in pairs] for _, pairs in numbered]
    return [(run, days[run[0]]) for run in runs]


def _span(run: list[int]) -> str:
    return DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}"


def _span_of_times(period: Period) -> str:
    opens, closes = (divmod(minutes, 60) for minutes in (period.opens, period.closes))
    hour = closes[0] if period.closes <= _DAY_MINUTES else closes[0] - 24
    return f"{opens[0]:02}:{opens[1]:02}-{hour:02}:{closes[1]:02}"


def _days_in_words(run: list[int]) -> str:
    if len(run) == 7:
        return _("Every day")
    first, last = str(WEEKDAYS[run[0]]), str(WEEKDAYS[run[-1]])
    if len(run) == 1:
        return first
    if len(run) == 2:
        return _("%(first)s and %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _times_in_words(period: Period) -> str:
    # Translators: how a time of day is written, in Django's format letters: 22:00
    form = pgettext("time format", "H:i")
    times = {
        "opens": time_format(_clock(period.opens), form),
        "closes": time_format(_clock(period.closes), form),
    }
    if period.closes > _DAY_MINUTES:
        return _("%(opens)s to %(closes)s the next day") % times
    if period.closes == _DAY_MINUTES:
        return _("%(opens)s to midnight") % times
    return _("%(opens)s to %(closes)s") % times
