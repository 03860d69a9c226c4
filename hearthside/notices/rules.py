# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a notice may lead, and when something may leave the house. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.http import url_has_allowed_host_and_scheme

from hearthside.notices.hooks import Group
from hearthside.notices.models import QUIET_FROM, QUIET_UNTIL, Pace, Reaching

NOTICES_PER_PAGE = 25

BATCH: Final = timedelta(minutes=5)
"""How long a first notice waits for others, so that they go in one mail."""

VOICE_LEAST, VOICE_MOST = timedelta(minutes=6), timedelta(minutes=50)
"""Between these, at random, whatever is told to a voice without a name waits."""

SNOOZE_LEAST, SNOOZE_MOST = timedelta(minutes=40), timedelta(hours=3)
"""The same between one time that somebody comes by for a voice and the next."""
VOICE_ROUNDS: Final = timedelta(hours=24)
"""For so long somebody comes by for what is owed to a voice: beyond the end of any night."""

AFTER_QUIET: Final = timedelta(minutes=10)
DIGESTS_WITHIN: Final = timedelta(minutes=50)
"""Over so long is spread what waits for the end of quiet hours, and the digests of a morning."""

GIVE_UP: Final = timedelta(hours=24)
"""After this long a mail or push that cannot be sent is let go; the notice stays inside."""

TRIES_AT_LEAST: Final = 5
"""And not before so many tries: the place itself may have been asleep."""

DEVICES_AT_MOST: Final = 5
SHOWN_IN_MAIL: Final = 5
WAITING_AT_MOST: Final = 3
MONDAY: Final = 0
MORNING: Final = time(8)
"""When digests go out to whoever has no quiet hours; others get them when those end."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's quiet hours, on their own clock. The same time twice: none."""

    zone: ZoneInfo
    start: time = QUIET_FROM
    end: time = QUIET_UNTIL

    @property
    def morning(self) -> time:
        """When their day begins."""
        return MORNING if self.start == self.end else self.end

    @property
    def waking(self) -> timedelta:
        """How long their day is, until the next quiet hours begin."""
        start, end = (datetime.combine(date.min, clock) for clock in (self.start, self.end))
        return (start - end) % timedelta(days=1) or timedelta(days=1)


def is_push_service(host: str, known: Collection[str]) -> bool:
    """Whether a host is one of the push services this place speaks to (``*.example.org``: any
    below it). Whoever adds a device says where it is; without this, they could have us wait for
    a machine of theirs."""
    return any(
        host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in known
    )


def is_local(path: str) -> bool:
    """Whether an address stays inside this installation: a path, never another host."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def zone_named(name: str) -> ZoneInfo:
    """Return a zone by its name; world time where there is none, or no such zone any more."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def is_quiet(at: datetime, hours: Hours) -> bool:
    """Whether an instant lies in somebody's quiet hours, over midnight too."""
    clock = at.astimezone(hours.zone).time()
    if hours.start <= hours.end:
        return hours.start <= clock < hours.end
    return clock >= hours.start or clock < hours.end


def quiet_ends(at: datetime, hours: Hours) -> datetime:
    """Return when the quiet hours around an instant end; the instant itself outside of them."""
    return _next(at, hours.zone, hours.end) if is_quiet(at, hours) else at


def due(at: datetime, hours: Hours, *, urgent: bool) -> datetime:
    """Return when what happened at an instant goes out: in a batch, never in quiet hours.

    What is urgent goes at once, at any hour.
    """
    return at if urgent else quiet_ends(at + BATCH, hours)


def spread(key: UUID, most: timedelta) -> timedelta:
    """Return a share of ``most`` that is always the same for one id.

    Quiet hours end and mornings begin for everybody at once: if all that waited went out then,
    whatever else the courier owes would stand behind it.
    """
    return most * (key.int % 10_000 / 10_000)


def voice_due(at: datetime, share: float, *, urgent: bool) -> datetime:
    """Return when something told to a voice goes out; ``share`` is drawn from 0 to 1."""
    if urgent:
        return at + share * VOICE_LEAST
    return at + VOICE_LEAST + share * (VOICE_MOST - VOICE_LEAST)


def voice_snooze(at: datetime, share: float) -> datetime:
    """Return when somebody comes by again for what is owed to a voice."""
    return at + SNOOZE_LEAST + share * (SNOOZE_MOST - SNOOZE_LEAST)


def next_digest(after: datetime, hours: Hours, *, daily: bool) -> datetime:
    """Return the next morning on which somebody gets a digest; Mondays where not daily."""
    morning = _next(after, hours.zone, hours.morning)
    while not daily and morning.astimezone(hours.zone).weekday() != MONDAY:
        morning = _next(morning, hours.zone, hours.morning)
    return morning


def digest_due(after: datetime, hours: Hours, key: UUID, *, daily: bool) -> datetime:
    """Return when somebody's next digest goes out: on a morning, at a minute of their own.

    Until that minute has come, the morning is not over: it is today's that comes next.
    """
    minute = spread(key, min(DIGESTS_WITHIN, hours.waking))
    return next_digest(after - minute, hours, daily=daily) + minute


def tells_week(due_at: datetime, last: datetime | None, now: datetime, hours: Hours) -> bool:
    """Whether a digest that goes out now tells what is gathered by the week: on Mondays, and
    later in the week where none went out since."""
    before = last or due_at - timedelta(days=1)
    monday = _monday(now, hours)
    today, day_before = (at.astimezone(hours.zone).date() for at in (now, before))
    return today == monday or day_before < monday


def mail_pace(reaching: Reaching | None, group: Group) -> str:
    """Return how soon somebody wants mail of a group; never, where they chose nothing."""
    return str(getattr(reaching, f"mail_{group.value}", Pace.NEVER))


def wants_push(reaching: Reaching | None, group: Group) -> bool:
    """Whether somebody wants to be woken by something of a group, where a device is."""
    return bool(getattr(reaching, f"push_{group.value}", False))


def day_since(due_at: datetime, last: datetime | None) -> datetime:
    """Return from when on a digest tells what is gathered by the day.

    Days on which none could be sent are made up for, a week at most.
    """
    week_before, day_before = due_at - timedelta(days=7), due_at - timedelta(days=1)
    return max(week_before, min(day_before, last)) if last else day_before


def week_since(due_at: datetime, last: datetime | None, now: datetime, hours: Hours) -> datetime:
    """Return from when on a digest tells what is gathered by the week: the Monday before.

    A week without one is made up for, two weeks at most. Weeks are those of their own clock: in
    autumn one has an hour more.
    """
    monday_before = _monday(now, hours) - timedelta(weeks=1)
    week = datetime.combine(monday_before, hours.morning, hours.zone).astimezone(UTC)
    two_weeks_before = (due_at.astimezone(hours.zone) - timedelta(weeks=2)).astimezone(UTC)
    return max(two_weeks_before, min(week, last)) if last else week


def _monday(at: datetime, hours: Hours) -> date:
    """The Monday of somebody's week."""
    day = at.astimezone(hours.zone).date()
    return day - timedelta(days=day.weekday() - MONDAY)


def _next(after: datetime, zone: ZoneInfo, clock: time) -> datetime:
    """Return the first instant after another at which a clock in a zone shows a time.

    A time that a clock skips in spring comes as long after the jump as it lay behind it; of
    one that comes twice in autumn it is the first.
    """
    day = after.astimezone(zone).date()
    while True:
        found = datetime.combine(day, clock, zone).astimezone(UTC)
        if found > after:
            return found
        day += timedelta(days=1)
