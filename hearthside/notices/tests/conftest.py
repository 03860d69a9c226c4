# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from hearthside.core import clock
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.tests.builders import SIX_PM

Courier = Callable[[datetime], int]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock."""

    def turn(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    turn(SIX_PM)
    return turn


@pytest.fixture
def courier(at: Callable[[datetime], None]) -> Courier:
    """Set the clock and let the courier go its rounds until nothing is due."""

    def go(instant: datetime) -> int:
        at(instant)
        made = 0
        while now_made := run_courier_once():
            made += now_made
        return made

    return go
