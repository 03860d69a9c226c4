# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two worlds that differ only in who spoke without a name, written down so as to compare them.

What is random (keys, ids, faces, aliases, sealed bytes) is numbered in the order of its first
appearance; sealed bytes are their length. What then still differs between the worlds tells who
it was: a value, an instant, the order of rows or their size.
"""

from __future__ import annotations

import os
import random
import re
import sys
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

_RANDOM = re.compile(
    r"[0-9a-f]{33,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,32}", re.IGNORECASE
)
_PAGE_NOISE = (
    (re.compile(r'(csrfmiddlewaretoken" value=")[^"]*'), r"\1…"),
    (re.compile(r'(nonce=")[^"]*'), r"\1…"),
    (re.compile(r'(class="face[^"]*?) face-\d+'), r"\1"),
    (re.compile(r'(<svg[^>]*class="face[^"]*"[^>]*>).*?</svg>', re.DOTALL), r"\1</svg>"),
)
_SECRETS = re.compile(r"md5\$\S+|[A-Za-z0-9_.:-]{90,}")
"""Salted passwords, and signed texts such as sessions hold."""

_PUSH_KEY = re.compile(r"\bB[A-Za-z0-9_-]{86}\b")
_NOT_COMPARED = {"django_session", "django_migrations", "hearthside_cache"}


@dataclass
class Reader:
    """Writes a world down. ``known`` gives people the same names in each world."""

    known: dict[str, str]
    aliases: list[str] = field(default_factory=list)
    _numbers: dict[str, str] = field(default_factory=dict)

    def text(self, value: str) -> str:
        """A text with everything random in it numbered."""
        if self.aliases:
            either = re.compile("|".join(map(re.escape, self.aliases)))
            value = either.sub(lambda found: self._number(found[0]), value)
        value = _PUSH_KEY.sub("a key", _SECRETS.sub("a secret", value))
        return _RANDOM.sub(lambda found: self._name(found[0]), value)

    def page(self, html: str) -> str:
        """A page without what differs each time it is made."""
        for noise, instead in _PAGE_NOISE:
            html = noise.sub(instead, html)
        return self.text(html)

    def value(self, value: object) -> str:
        """One value of a row."""
        if isinstance(value, bytes | memoryview):
            raw = bytes(value)
            sealed = len(raw) != 32
            return f"sealed {len(raw)}" if sealed else self._number(raw.hex())
        return self.text(str(value))

    def _name(self, text: str) -> str:
        plain = text.replace("-", "").lower()
        return self.known.get(plain) or self._number(plain)

    def _number(self, text: str) -> str:
        return self._numbers.setdefault(text, f"#{len(self._numbers)}")


def every_row(reader: Reader, without: Collection[str] = ()) -> Iterator[str]:
    """Every row of the database, table by table, in the order in which they lie there."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table not in _NOT_COMPARED and table not in without:
                cursor.execute(f'SELECT * FROM "{table}" {_as_it_lies(table)}')
                for row in cursor.fetchall():
                    yield f"{table}: " + " | ".join(reader.value(value) for value in row)


def _as_it_lies(table: str) -> str:
    if table == "people_signin":  # lies in the order in which people first came by on a day
        return "ORDER BY person_id, began_at"
    if connection.vendor == "postgresql":
        return f"ORDER BY xmin::text::bigint, cmin::text::bigint, {_key_of(table)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, wr FROM pragma_table_list WHERE name = %s", [table])
        found = cursor.fetchone()
    return "ORDER BY rowid" if found == ("table", 0) else ""


def _key_of(table: str) -> str:
    """Rows lie as they were last written; those of one statement wherever there was room for
    them, which another transaction may have left or not. Ids are alike in each world."""
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
    return f'"{key}"' if key else "ctid"


def restart_numbers() -> None:
    """Let numbers that the database gives begin alike in each world; they outlive a rollback."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(c.oid, 1000) FROM pg_class c WHERE c.relkind = 'S'")


def seeded(ids: random.Random) -> Callable[[int], bytes]:
    """Ids that are the same in each world, so that random orders are; all else stays random."""
    others = os.urandom

    def draw(size: int) -> bytes:
        asks = sys._getframe(1).f_code.co_filename
        return ids.randbytes(size) if asks == uuid.__file__ else others(size)

    return draw


def plain(value: UUID) -> str:
    """An id as it is looked up in ``known``."""
    return value.hex
