# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis that may go away: limits are then counted by each process for itself.

Nothing in the cache has to survive, so its absence must not keep anybody from signing in.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from redis import RedisError

from hearthside.core import clock, log

logger = log.get_logger(__name__)


def sweep_cache() -> int:
    """Delete what has run out from the cache in the database; return how many rows.

    Django leaves it there until somebody asks for it again or there is too much of it. Redis
    and the memory of a process let go by themselves.
    """
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return 0
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]  # not in the stubs
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(clock.now().replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 — its own name
        return int(cursor.rowcount)


class RedisOrMemoryCache(RedisCache):
    """Django's Redis cache; what Redis does not answer, the memory of this process does."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._meanwhile = LocMemCache("meanwhile", {})
        self._is_away = False

    def problem(self) -> str:
        """Return what Redis says when it does not answer; empty when it does."""
        try:
            super().has_key("doctor")
        except RedisError as error:
            return f"{type(error).__name__}: {error}"
        return ""

    def add(self, *args: Any, **kwargs: Any) -> Any:
        """Count from the start, unless somebody counts already."""
        return self._ask("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return what is kept under a name."""
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        """Keep something for a while."""
        return self._ask("set", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        """Count one more."""
        return self._ask("incr", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Forget what is kept under a name."""
        return self._ask("delete", *args, **kwargs)

    def _ask(self, word: str, *args: Any, **kwargs: Any) -> Any:
        try:
            answer = getattr(RedisCache, word)(self, *args, **kwargs)
        except RedisError as error:
            if not self._is_away:
                logger.warning("redis-away", code=type(error).__name__)
            self._is_away = True
            return getattr(self._meanwhile, word)(*args, **kwargs)
        if self._is_away:
            logger.warning("redis-back")
            self._is_away = False
        return answer
