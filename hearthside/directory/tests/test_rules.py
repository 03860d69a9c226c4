# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hearthside.directory.models import HelpLine, LineKind
from hearthside.directory.rules.lines import (
    Age,
    age_of,
    may_be_confirmed,
    may_be_shown,
    may_keep_directory,
    may_stand,
)
from hearthside.directory.tests.builders import STRANGER, TODAY, line_facts
from hearthside.spaces.tests.builders import SIX_PM


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.FRESH), (90, Age.FRESH), (91, Age.DUE), (180, Age.DUE), (181, Age.OLD)],
)
def test_a_confirmation_ages_by_the_day(days: int, age: Age) -> None:
    assert age_of(TODAY - timedelta(days=days), TODAY) is age


def test_what_nobody_checked_has_no_age() -> None:
    assert age_of(None, TODAY) is Age.UNCONFIRMED


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"dial": ""}, "no-way"),
        ({"text_keyword": "HOME"}, "no-text-number"),
        ({"country": "ZZ"}, "no-such-country"),
        ({"country": ""}, "no-country"),
        ({"country": "", "kind": LineKind.DIRECTORY, "dial": "", "url": "https://a.example"}, ""),
        ({"dial": "12"}, "number-needs-source"),
        ({"text_number": "12"}, "number-needs-source"),
        ({"dial": "12", "source": "the ministry's page"}, ""),
        ({"hours": "always"}, "bad-hours"),
        ({"hours": "mon 10:00-12:00"}, "no-zone"),
        ({"hours": "mon 10:00-12:00", "zone": "Europe/Nowhere"}, "no-zone"),
        ({"hours": "mon 10:00-12:00", "zone": "Europe/London"}, ""),
        ({"hours": ""}, ""),
    ],
)
def test_what_can_stand_as_a_line(changed: dict[str, Any], code: str) -> None:
    assert may_stand(line_facts(**changed)).code == code


def test_unconfirmed_lines_are_shown_only_where_nothing_can_be_confirmed_yet() -> None:
    unconfirmed, confirmed = HelpLine(), HelpLine(verified_on=TODAY)

    assert may_be_shown(confirmed, partner=None, shows_unconfirmed=False)
    assert not may_be_shown(unconfirmed, partner=None, shows_unconfirmed=False)
    assert may_be_shown(unconfirmed, partner=None, shows_unconfirmed=True)


def test_a_pair_is_shown_both_or_not_at_all() -> None:
    unconfirmed, confirmed = HelpLine(), HelpLine(verified_on=TODAY)

    assert not may_be_shown(confirmed, partner=unconfirmed, shows_unconfirmed=False)
    assert may_be_shown(confirmed, partner=confirmed, shows_unconfirmed=False)


def test_a_withdrawn_line_is_never_shown() -> None:
    withdrawn = HelpLine(verified_on=TODAY, withdrawn_at=SIX_PM)

    assert not may_be_shown(withdrawn, partner=None, shows_unconfirmed=True)


def test_a_check_is_of_today_or_of_the_last_half_year() -> None:
    line = HelpLine()

    assert may_be_confirmed(line, TODAY, TODAY)
    assert may_be_confirmed(line, TODAY + timedelta(days=1), TODAY).code == "not-yet"
    assert may_be_confirmed(line, TODAY - timedelta(days=181), TODAY).code == "too-long-ago"
    withdrawn = HelpLine(withdrawn_at=SIX_PM)
    assert may_be_confirmed(withdrawn, TODAY, TODAY).code == "withdrawn"


def test_only_keepers_of_the_installation_keep_help_lines() -> None:
    assert may_keep_directory(STRANGER).code == "not-keeper"
