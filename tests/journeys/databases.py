# SPDX-License-Identifier: AGPL-3.0-or-later
"""Databases of their own for the journeys: made, copied, dropped."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/hearthside")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/14")


def answers(url: str) -> bool:
    """Whether something listens where a URL points."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1):
            return True
    except OSError:
        return False


def at(url: str, *, database: str = "", port: int = 0) -> str:
    """The same server, with another database or by way of another port."""
    parts = urlsplit(url)
    place = parts.netloc
    if port:
        place = f"{place.rpartition('@')[0]}@127.0.0.1:{port}".lstrip("@")
    path = f"/{database}" if database else parts.path
    return urlunsplit(parts._replace(netloc=place, path=path))


@contextmanager
def fresh_database(*, like: str = "") -> Iterator[str]:
    """A new PostgreSQL database, empty or a copy of another; dropped in the end."""
    name = f"hearthside_journeys_{uuid4().hex[:12]}"
    template = urlsplit(like).path.lstrip("/") or "template0"
    _say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield at(POSTGRESQL, database=name)
    finally:
        _say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _say(words: str) -> None:
    with psycopg.connect(at(POSTGRESQL, database="postgres"), autocommit=True) as connection:
        connection.execute(words.encode())
