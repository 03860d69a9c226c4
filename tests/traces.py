# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where something of somebody could be left: what the models say, what the tables hold, and the
bytes of the files below them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models import Model


def forms_of(ids: Collection[UUID]) -> list[bytes]:
    """Each id as text, as text without dashes, and as the sixteen bytes it is."""
    return [form for each in ids for form in (str(each).encode(), each.hex.encode(), each.bytes)]


def marks_of(texts: Collection[str]) -> list[bytes]:
    """Texts as they are looked for, whatever their case."""
    return [text.lower().encode() for text in texts]


def in_models(marks: Collection[bytes]) -> list[str]:
    """Which columns hold one of these, seals opened."""
    return _found(marks, opened_rows())


def in_tables(marks: Collection[bytes]) -> list[str]:
    """Which tables hold one of these, row by row as the database gives them."""
    return _found(marks, raw_rows())


def in_files(marks: Collection[bytes]) -> list[str]:
    """Which files of the database, and beside it, hold one of these as bytes."""
    return _found(marks, [*database_files(), *other_files()])


def _found(marks: Collection[bytes], among: Iterable[tuple[str, bytes]]) -> list[str]:
    return sorted(
        {
            f"{where}: {mark!r}"
            for where, held in among
            for mark in marks
            if mark in held or mark in held.lower()
        }
    )


def opened_rows() -> Iterator[tuple[str, bytes]]:
    """Every value of every model, seals opened."""
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.name}", as_bytes(getattr(row, field.attname))


def rows_of(model: type[Model]) -> Iterator[bytes]:
    """The rows of one model, each in one piece, seals opened."""
    yield from map(row_as_bytes, model._default_manager.all())


def row_as_bytes(row: Model) -> bytes:
    """One row in one piece, seals opened."""
    return b" ".join(as_bytes(getattr(row, f.attname)) for f in row._meta.concrete_fields)


def raw_rows() -> Iterator[tuple[str, bytes]]:
    """Every row of every table, those that no model stands for too (the search, the cache)."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, b" ".join(map(as_bytes, row))


def as_bytes(value: object) -> bytes:
    """A value as it is looked through."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    if isinstance(value, UUID):
        return f"{value} {value.hex}".encode() + value.bytes
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).encode()
    return str(value).encode()


def database_files() -> list[tuple[str, bytes]]:
    """The bytes below the database: SQLite's files, or each relation of PostgreSQL."""
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        return [
            (path.name, path.read_bytes()) for path in sorted(name.parent.glob(f"{name.name}*"))
        ]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")  # what is still in memory only
        cursor.execute(
            "SELECT relname, pg_relation_filepath(oid) FROM pg_class "
            "WHERE pg_relation_filepath(oid) IS NOT NULL AND relpersistence = 'p'"
        )
        found = []
        for name, path in cursor.fetchall():
            cursor.execute("SELECT pg_read_binary_file(%s, 0, 1000000000, true)", [path])
            found.append((name, bytes(cursor.fetchone()[0] or b"")))
    return found


def other_files() -> list[tuple[str, bytes]]:
    """Everything else in the data folder: mails, notes, the heartbeat, what is made on the way."""
    name = str(connection.settings_dict["NAME"])
    return [
        (str(path.relative_to(settings.DATA)), path.read_bytes())
        for path in sorted(Path(settings.DATA).rglob("*"))
        if path.is_file() and not str(path).startswith(name) and "test_" not in path.name
    ]


def in_the_cache(marks: Collection[bytes]) -> list[str]:
    """What the shared cache holds of these: keys and values, in memory or in Redis."""
    cache = caches["default"]
    held = getattr(cache, "_cache", {})
    if isinstance(held, dict):
        pairs = [(str(key), as_bytes(value)) for key, value in held.items()]
    else:
        client = held.get_client()
        pairs = [(str(key), as_bytes(client.get(key) or b"")) for key in client.scan_iter("*")]
    return _found(marks, [(key, key.encode() + value) for key, value in pairs])
