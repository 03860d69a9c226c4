# SPDX-License-Identifier: AGPL-3.0-or-later
"""Help lines and countries for tests. Plain rows; the actions have their own tests."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from hearthside.directory.models import Checked, Country, HelpLine, LineKind, SetUp
from hearthside.directory.rules.hours import ALWAYS
from hearthside.directory.rules.lines import ByKeeper, LineFacts
from hearthside.spaces.tests.builders import SIX_PM, make_keeper

TODAY = SIX_PM.date()


def line_facts(name: str = "Night Line", **facts: str) -> LineFacts:
    """Facts of a crisis line in Great Britain that takes calls day and night."""
    usual = {"kind": LineKind.CRISIS, "country": "GB", "dial": "116 123", "hours": ALWAYS}
    return LineFacts(name=name, **{**usual, **facts})


def make_line(
    name: str = "Night Line", *, verified_on: date | None = None, **facts: str
) -> HelpLine:
    """Make a line, confirmed where a day is given."""
    check = {"verified_by": "Ada", "verified_how": Checked.CALLED} if verified_on else {}
    return HelpLine.objects.create(
        **asdict(line_facts(name, **facts)), verified_on=verified_on, changed_at=SIX_PM, **check
    )


def make_country(code: str = "GB", *, looked_on: date | None = None) -> Country:
    """Serve a country; say that a second way was looked for where a day is given."""
    looked = {"looked_by": "Ada", "looked_where": "the health service"} if looked_on else {}
    return Country.objects.create(code=code, enabled_at=SIX_PM, looked_on=looked_on, **looked)


def finish_set_up(now: datetime = SIX_PM) -> SetUp:
    """Say that set-up has ended."""
    return SetUp.objects.create(finished_at=now, finished_by="Ada")


def a_keeper() -> ByKeeper:
    """A keeper of the installation, with an account."""
    return ByKeeper(make_keeper().person_id, keeps_installation=True)


STRANGER = ByKeeper(None, keeps_installation=False)
