# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.core.cache import cache

from hearthside.people.hooks import help_countries, may_join


@pytest.fixture(autouse=True)
def nothing_counted_before() -> None:
    """Limits start anew with each test."""
    cache.clear()


@pytest.fixture(autouse=True)
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place is set up, whatever domains above would say."""
    monkeypatch.setattr(may_join, "_answers", [])


@pytest.fixture(autouse=True)
def every_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each country has a help page, whatever domains above would say."""
    monkeypatch.setattr(help_countries, "_answers", [])
