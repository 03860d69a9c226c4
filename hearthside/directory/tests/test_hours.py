# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.directory.rules.hours import (
    ALWAYS,
    DAYS,
    BadHours,
    OpenState,
    hours_in_words,
    parse,
    state_at,
    tidy,
)

NEW_YORK, LONDON = "America/New_York", "Europe/London"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "hours",
    ["soon", "mon", "mon 10-12", "mon 10:00", "mon 25:00-26:00", "mon 10:60-11:00",
     "xyz 10:00-11:00", "mon-xyz 10:00-11:00", "mon 24:00-02:00", ";", "mon10:00-11:00"],
)  # fmt: skip
def test_what_is_not_written_as_hours_is_refused(hours: str) -> None:
    with pytest.raises(BadHours):
        parse(hours)


def test_hours_are_kept_in_one_form() -> None:
    assert tidy(" MON 10:00-22:00 ; tue,wed 10:00-22:00;sat 20:00-02:00 ") == (
        "mon-wed 10:00-22:00; sat 20:00-02:00"
    )
    assert tidy("fri-mon 9:00-12:00,14:00-24:00") == (
        "mon 09:00-12:00,14:00-24:00; fri-sun 09:00-12:00,14:00-24:00"
    )
    assert tidy(" 24/7 ") == ALWAYS
    assert tidy("") == ""


@given(
    st.lists(
        st.tuples(st.sampled_from(DAYS), st.integers(0, 1439), st.integers(0, 1440)), min_size=1
    )
)
def test_tidying_twice_is_tidying_once(spans: list[tuple[str, int, int]]) -> None:
    hours = "; ".join(
        f"{day} {opens // 60}:{opens % 60:02}-{closes // 60}:{closes % 60:02}"
        for day, opens, closes in spans
    )

    once = tidy(hours)

    assert tidy(once) == once
    assert parse(once) == parse(hours)


@given(st.integers(0, 2 * 366 * 24 * 60))
def test_a_change_is_ahead_and_flips_the_state(minutes: int) -> None:
    now, hours = (
        at("2026-01-01T00:00") + timedelta(minutes=minutes),
        "mon-fri 01:30-22:00; sat 20:00-02:30",
    )

    state = state_at(hours, NEW_YORK, now)

    assert state.changes_at is not None
    assert state.changes_at > now
    before = state_at(hours, NEW_YORK, state.changes_at - timedelta(microseconds=1))
    assert before.is_open == state.is_open
    assert state_at(hours, NEW_YORK, state.changes_at).is_open != state.is_open


def test_a_line_opens_and_closes_by_its_own_clock() -> None:
    hours = "mon-fri 10:00-22:00"

    assert state_at(hours, NEW_YORK, at("2026-11-20T14:59")).is_open is False
    friday = state_at(hours, NEW_YORK, at("2026-11-20T15:00"))
    assert friday == OpenState(is_open=True, changes_at=at("2026-11-21T03:00"))
    weekend = state_at(hours, NEW_YORK, at("2026-11-21T03:00"))
    assert weekend == OpenState(is_open=False, changes_at=at("2026-11-23T15:00"))


def test_an_opening_moves_with_the_clocks_in_spring_and_in_autumn() -> None:
    hours = "sun 10:00-12:00"

    # Clocks in London go forward on 29 March 2026 and back on 25 October 2026, at 01:00 UTC.
    assert state_at(hours, LONDON, at("2026-03-22T09:00")).changes_at == at("2026-03-22T10:00")
    assert state_at(hours, LONDON, at("2026-03-29T08:00")).changes_at == at("2026-03-29T09:00")
    assert state_at(hours, LONDON, at("2026-10-25T08:00")).changes_at == at("2026-10-25T10:00")


def test_a_wall_time_that_is_skipped_is_read_with_the_offset_before() -> None:
    # 01:30 does not exist in London on 29 March 2026: it is taken as 02:30, which is 01:30 UTC.
    state = state_at("sun 01:30-05:00", LONDON, at("2026-03-29T01:00"))

    assert state == OpenState(is_open=False, changes_at=at("2026-03-29T01:30"))


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    # 01:30 comes twice in London on 25 October 2026: at 00:30 and at 01:30 UTC.
    state = state_at("sat 20:00-01:30", LONDON, at("2026-10-25T00:00"))

    assert state == OpenState(is_open=True, changes_at=at("2026-10-25T00:30"))


def test_a_night_over_the_change_of_clocks_is_as_long_as_it_is() -> None:
    state = state_at("sat 22:00-06:00", LONDON, at("2026-10-24T21:00"))

    assert state == OpenState(is_open=True, changes_at=at("2026-10-25T06:00"))


def test_an_opening_past_midnight_is_seen_from_the_next_day() -> None:
    assert state_at("sat 20:00-02:00", LONDON, at("2026-01-04T01:00")).is_open is True
    assert state_at("sat 20:00-02:00", LONDON, at("2026-01-04T02:00")).is_open is False


def test_openings_that_touch_are_one() -> None:
    state = state_at("fri 20:00-24:00; sat 00:00-04:00", LONDON, at("2026-01-09T23:00"))

    assert state == OpenState(is_open=True, changes_at=at("2026-01-10T04:00"))


def test_a_line_that_never_closes_has_no_change() -> None:
    assert state_at(ALWAYS, "", at("2026-01-09T23:00")) == OpenState(is_open=True)
    whole_week = state_at("mon-sun 00:00-24:00", LONDON, at("2026-01-09T23:00"))
    assert whole_week == OpenState(is_open=True)


def test_unknown_hours_claim_nothing() -> None:
    assert state_at("", "", at("2026-01-09T23:00")) == OpenState(None)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (ALWAYS, "Day and night, every day"),
        ("", ""),
        ("mon-fri 10:00-22:00", "Monday to Friday, 10:00 to 22:00 (New York time)"),
        ("mon-sun 09:00-24:00", "Every day, 09:00 to midnight (New York time)"),
        (
            "sat-sun 20:00-02:00",
            "Saturday and Sunday, 20:00 to 02:00 the next day (New York time)",
        ),
        (
            "mon 09:00-12:00,14:00-18:00; wed 09:00-12:00",
            "Monday, 09:00 to 12:00, 14:00 to 18:00; Wednesday, 09:00 to 12:00 (New York time)",
        ),
    ],
)
def test_hours_are_said_with_whose_clock_it_is(hours: str, words: str) -> None:
    assert hours_in_words(hours, NEW_YORK) == words
