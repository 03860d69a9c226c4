# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis away: people come in nevertheless, and limits go on holding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import override_settings

from hearthside.config.cache import RedisOrMemoryCache
from hearthside.config.health.database import look_at_cache
from hearthside.config.health.findings import Level
from hearthside.core import clock
from hearthside.core.throttle import Limit, TooOften, count

NOBODY_ANSWERS = {
    "BACKEND": "hearthside.config.cache.RedisOrMemoryCache",
    "LOCATION": "redis://127.0.0.1:9/0",
}

pytestmark = pytest.mark.usefixtures("socket_enabled", "_away")


@pytest.fixture
def _away() -> object:
    with override_settings(CACHES={**caches.settings, "default": NOBODY_ANSWERS}):
        yield


def test_limits_hold_while_redis_is_away() -> None:
    limit, now = Limit("knock", 2, timedelta(hours=1)), clock.now()
    count(limit, "ada", now)
    count(limit, "ada", now)
    with pytest.raises(TooOften):
        count(limit, "ada", now)


def test_what_is_kept_meanwhile_is_found_and_forgotten() -> None:
    cache = caches["default"]
    cache.set("tea", "hot", 30)
    assert cache.get("tea") == "hot"
    cache.delete("tea")
    assert cache.get("tea") is None


def test_the_doctor_says_that_redis_is_away() -> None:
    assert isinstance(caches["default"], RedisOrMemoryCache)
    finding = next(look_at_cache(clock.now()))
    assert finding.level == Level.TO_DO
    assert "docs/settings.md#redis_url" in finding.cure
