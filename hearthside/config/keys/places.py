# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every place in the database that holds something sealed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from hearthside.core.crypto.fields import SealedTextField
from hearthside.ledger.models import Token

BATCH = 200
Key = UUID | str | int


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed value, the row it stands in, and the words it is bound to."""

    key: Key
    value: bytes
    bound_to: str


class Place(Protocol):
    """Somewhere that sealed values are kept."""

    @property
    def name(self) -> str: ...

    def batches(self) -> Iterator[list[Sealed]]:
        """Return everything that is sealed here, a few rows at a time."""

    def replace(self, old: Sealed, value: bytes) -> None:
        """Put another value in its place, unless somebody changed it meanwhile."""


@dataclass(frozen=True)
class Column:
    """A column of bytes. Read and written by SQL, because the field itself shows opened text."""

    model: type[Model]
    column: str
    bound_to: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def batches(self) -> Iterator[list[Sealed]]:
        """Walk the table in the order of its keys."""
        last: Key | None = None
        while rows := self._rows_after(last):
            yield [Sealed(key, bytes(value), self.bound_to) for key, value in rows]
            last = rows[-1][0]

    def replace(self, old: Sealed, value: bytes) -> None:
        """Write by row and by what stood there."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._table} SET {self._value} = %s "  # noqa: S608 — names from the models
                f"WHERE {self._key} = %s AND {self._value} = %s",
                [value, old.key, old.value],
            )

    def _rows_after(self, last: Key | None) -> list[tuple[Key, bytes]]:
        beyond = f"AND {self._key} > %s" if last is not None else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self._key}, {self._value} FROM {self._table} "  # noqa: S608 — the same
                f"WHERE length({self._value}) > 0 {beyond} ORDER BY {self._key} LIMIT %s",
                [BATCH] if last is None else [last, BATCH],
            )
            return list(cursor.fetchall())

    @property
    def _table(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def _key(self) -> str:
        return connection.ops.quote_name(self.model._meta.pk.attname)

    @property
    def _value(self) -> str:
        return connection.ops.quote_name(self.column)


class SecondFactors:
    """The secrets of authenticator apps: sealed text inside JSON, kept by allauth."""

    name = "mfa_authenticator.data"

    def batches(self) -> Iterator[list[Sealed]]:
        """Walk the authenticator apps."""
        found = Authenticator.objects.filter(type=Authenticator.Type.TOTP).order_by("pk")
        batch: list[Sealed] = []
        for row in found.iterator(chunk_size=BATCH):
            batch.append(Sealed(row.pk, base64.b64decode(row.data["secret"]), "mfa.secret"))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def replace(self, old: Sealed, value: bytes) -> None:
        """Write the secret again, unless it was changed."""
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=old.key)
            if base64.b64decode(row.data["secret"]) == old.value:
                row.data["secret"] = base64.b64encode(value).decode()
                row.save(update_fields=["data"])


def every_place() -> list[Place]:
    """Return every place, fields found by looking at all models."""
    columns: list[Place] = [
        Column(model, field.attname, field.bound_to)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedTextField)
    ]
    return [*columns, Column(Token, "key", "ledger.token"), SecondFactors()]
