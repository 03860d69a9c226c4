# SPDX-License-Identifier: AGPL-3.0-or-later
"""One clock for every test here: it is six in the evening."""

from __future__ import annotations

import pytest

from hearthside.core import clock
from hearthside.spaces.tests.builders import SIX_PM


@pytest.fixture(autouse=True)
def six_pm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)
