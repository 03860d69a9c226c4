# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.rules import (
    BATCH,
    Hours,
    day_since,
    digest_due,
    due,
    is_push_service,
    is_quiet,
    next_digest,
    quiet_ends,
    tells_week,
    voice_due,
    week_since,
    zone_named,
)

UTC_HOURS = Hours(ZoneInfo("UTC"))
MADRID = Hours(ZoneInfo("Europe/Madrid"))


def utc(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [(utc(3, 20, 59), False), (utc(3, 21), True), (utc(4, 0), True), (utc(4, 8), False)],
)
def test_quiet_hours_go_over_midnight(at: datetime, quiet: bool) -> None:
    assert is_quiet(at, UTC_HOURS) is quiet


def test_hours_within_one_day_are_quiet_too() -> None:
    siesta = Hours(ZoneInfo("UTC"), time(13), time(15))

    assert is_quiet(utc(3, 14), siesta)
    assert not is_quiet(utc(3, 22), siesta)


def test_the_same_time_twice_is_no_quiet_at_all() -> None:
    always = Hours(ZoneInfo("UTC"), time(8), time(8))

    assert not any(is_quiet(utc(3, hour), always) for hour in range(24))


def test_before_and_after_midnight_they_end_on_the_same_morning() -> None:
    assert quiet_ends(utc(3, 23), UTC_HOURS) == utc(4, 8)
    assert quiet_ends(utc(4, 3), UTC_HOURS) == utc(4, 8)
    assert quiet_ends(utc(4, 12), UTC_HOURS) == utc(4, 12)


def test_they_follow_the_clock_of_the_person_over_both_changes() -> None:
    # In 2026 Madrid's clocks go forward on 29 March and back on 25 October, at 1:00 UTC.
    assert quiet_ends(utc(28, 22), MADRID) == utc(29, 6)
    assert quiet_ends(utc(27, 22), MADRID) == utc(28, 7)
    assert quiet_ends(utc(24, 22, month=10), MADRID) == utc(25, 7, month=10)
    assert quiet_ends(utc(23, 22, month=10), MADRID) == utc(24, 6, month=10)


def test_a_time_that_the_clock_skips_comes_after_the_jump() -> None:
    early = Hours(ZoneInfo("Europe/Madrid"), time(22), time(2, 30))

    assert quiet_ends(utc(29, 0, 30), early) == utc(29, 1, 30)  # 3:30 there, 2:30 never was


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda n: utc(1, 0, month=1) + timedelta(minutes=n)),
    st.times(),
    st.times(),
    st.sampled_from(["UTC", "Europe/Madrid", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"]),
)
def test_when_they_end_it_is_within_a_day_and_later(
    at: datetime, start: time, end: time, zone: str
) -> None:
    hours = Hours(ZoneInfo(zone), start, end)

    ends = quiet_ends(at, hours)

    assert at <= ends <= at + timedelta(hours=26)
    assert (ends == at) is not is_quiet(at, hours)


def test_a_batch_waits_for_others_but_never_into_the_night() -> None:
    assert due(utc(3, 18), UTC_HOURS, urgent=False) == utc(3, 18) + BATCH
    assert due(utc(3, 20, 58), UTC_HOURS, urgent=False) == utc(4, 8)


def test_what_is_urgent_goes_at_once_at_any_hour() -> None:
    assert due(utc(4, 3), UTC_HOURS, urgent=True) == utc(4, 3)


def test_digests_come_when_the_day_begins() -> None:
    late_riser = Hours(ZoneInfo("Europe/Madrid"), time(23), time(10))

    assert next_digest(utc(3, 18), late_riser, daily=True) == utc(4, 9)
    assert next_digest(utc(4, 9), late_riser, daily=True) == utc(5, 9)


def test_weekly_ones_come_on_monday_morning() -> None:
    monday = next_digest(utc(3, 18), UTC_HOURS, daily=False)

    assert monday == utc(9, 8)
    assert next_digest(monday, UTC_HOURS, daily=False) == utc(16, 8)


@pytest.mark.parametrize("daily", [True, False])
def test_until_ones_own_minute_a_morning_is_not_over(daily: bool) -> None:
    half = UUID(int=5_000)  # of the fifty minutes
    monday, next_one = utc(9, 8, 25), utc(10 if daily else 16, 8, 25)

    assert digest_due(utc(9, 7), UTC_HOURS, half, daily=daily) == monday
    assert digest_due(utc(9, 8, 24), UTC_HOURS, half, daily=daily) == monday
    assert digest_due(monday, UTC_HOURS, half, daily=daily) == next_one


def test_ones_own_minute_is_never_in_the_next_quiet_hours() -> None:
    late = UUID(int=9_999)
    short = Hours(ZoneInfo("UTC"), time(8, 30), time(8))

    due_at = digest_due(utc(9, 7), short, late, daily=True)

    assert utc(9, 8, 29) < due_at < utc(9, 8, 30)
    assert not is_quiet(due_at, short)


def test_without_quiet_hours_the_morning_is_eight() -> None:
    always = Hours(ZoneInfo("UTC"), time(0), time(0))

    assert next_digest(utc(3, 18), always, daily=True) == utc(4, 8)


def test_a_digest_makes_up_for_days_that_were_missed_up_to_a_week() -> None:
    due_at = utc(20, 8)

    assert day_since(due_at, None) == utc(19, 8)
    assert day_since(due_at, utc(17, 8)) == utc(17, 8)
    assert day_since(due_at, utc(1, 8)) == utc(13, 8)


@pytest.mark.parametrize(
    ("last", "since"),
    [
        (None, utc(16, 8)),
        (utc(22, 8, 25), utc(16, 8)),
        (utc(16, 8, 25), utc(16, 8)),
        (utc(9, 8, 26), utc(9, 8, 26)),
        (utc(2, 8, 25), utc(9, 8, 25)),
    ],
)
def test_a_weekly_one_makes_up_for_a_week_that_was_missed(
    last: datetime | None, since: datetime
) -> None:
    due_at = utc(23, 8, 25)  # a Monday

    assert week_since(due_at, last, due_at, UTC_HOURS) == since


def test_a_week_in_which_clocks_go_back_is_told_whole() -> None:
    due_at, last = utc(26, 7, 25, month=10), utc(25, 7, 25, month=10)

    assert week_since(due_at, last, due_at, MADRID) == utc(19, 6, month=10)


@pytest.mark.parametrize(
    ("due_at", "last", "now", "told"),
    [
        (utc(23, 8), utc(22, 8), utc(23, 8), True),
        (utc(23, 8), None, utc(24, 8), True),
        (utc(25, 8), utc(22, 8), utc(25, 8), True),  # nothing could be sent on Monday
        (utc(25, 8), utc(23, 8), utc(25, 8), False),
        (utc(25, 8), None, utc(25, 8), False),
        (utc(22, 8), utc(21, 8), utc(23, 8), True),  # Sunday's, so late that Monday's falls away
    ],
)
def test_what_is_gathered_by_the_week_goes_out_on_monday_or_as_soon_as_it_can(
    due_at: datetime, last: datetime | None, now: datetime, told: bool
) -> None:
    assert tells_week(due_at, last, now, UTC_HOURS) is told


def test_voices_wait_at_random_and_less_long_where_it_is_urgent() -> None:
    at = utc(3, 18)

    assert voice_due(at, 0.0, urgent=False) == at + timedelta(minutes=6)
    assert voice_due(at, 1.0, urgent=False) == at + timedelta(minutes=50)
    assert at <= voice_due(at, 0.99, urgent=True) < at + timedelta(minutes=6)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("push.example.org", True),
        ("a.wide.example.org", True),
        ("wide.example.org", False),
        ("evilwide.example.org", False),
        ("push.example.org.evil.example", False),
        ("", False),
    ],
)
def test_a_push_service_is_known_by_its_whole_name(host: str, known: bool) -> None:
    assert is_push_service(host, ["push.example.org", "*.wide.example.org"]) is known


def test_a_zone_that_is_no_more_is_world_time() -> None:
    assert zone_named("Europe/Atlantis") == zone_named("") == ZoneInfo("UTC")
