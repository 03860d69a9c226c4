# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries that every page asks: written with the ORM, put into SQL once per process.

Building SQL from a queryset costs several times what the database needs to answer it. For
the handful of reads on each request this keeps the finished SQL, and fills in the values.
See docs/decisions/ for the figures.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models import (
    BinaryField,
    CharField,
    DateTimeField,
    Field,
    UUIDField,
)
from django.db.models.sql import InsertQuery, UpdateQuery

Value = str | UUID | bytes | datetime
Converter = Callable[[Any, Any, Any], Any]

TEXT: Field[Any, Any] = CharField()
ID: Field[Any, Any] = UUIDField()
BYTES: Field[Any, Any] = BinaryField()
INSTANT: Field[Any, Any] = DateTimeField()


@dataclass(frozen=True)
class _Statement:
    """SQL with the places of the named values, and what turns columns into Python."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]
    converters: tuple[tuple[int, tuple[list[Converter], Any]], ...]


class _Compiled(ABC):
    """SQL with named values, compiled once for each kind of database."""

    def __init__(self, build: Callable[..., Any], **kinds: Field[Any, Any]) -> None:
        self._build = build
        self._kinds = kinds
        self._statements: dict[str, _Statement] = {}

    def _filled(self, values: dict[str, Value]) -> tuple[_Statement, list[Any]]:
        """Return the statement for this database, and its parameters with the values in place."""
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._compile()
        params = list(statement.params)
        for place, name in statement.places:
            params[place] = self._kinds[name].get_db_prep_value(values[name], connection)
        return statement, params

    def _stand_ins(self) -> dict[str, Value]:
        return {name: _stand_in(kind) for name, kind in self._kinds.items()}

    @abstractmethod
    def _compile(self) -> _Statement:
        """Build the SQL around stand-ins, and note where each of them ended up."""


class Prepared(_Compiled):
    """A ``values_list`` queryset with named values."""

    def rows(self, **values: Value) -> list[Sequence[Any]]:
        """Run the query with these values; every name given to the constructor is needed."""
        statement, params = self._filled(values)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            found = cursor.fetchall()
        return [self._converted(row, statement) for row in found]

    @staticmethod
    def _converted(row: Sequence[Any], statement: _Statement) -> Sequence[Any]:
        values = list(row)
        for position, (converters, expression) in statement.converters:
            for convert in converters:
                values[position] = convert(values[position], expression, connection)
        return values

    def _compile(self) -> _Statement:
        stand_ins = self._stand_ins()
        compiler = self._build(**stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        selected = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = tuple(compiler.get_converters(selected).items())
        return _Statement(sql, tuple(params), _places(params, stand_ins, self._kinds), converters)


class PreparedUpdate(_Compiled):
    """An UPDATE with named values: ``build`` gives a queryset, and what its rows become."""

    def run(self, **values: Value) -> int:
        """Change the rows; return how many there were."""
        statement, params = self._filled(values)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            return int(cursor.rowcount)

    def _compile(self) -> _Statement:
        stand_ins = self._stand_ins()
        rows, changes = self._build(**stand_ins)
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        sql, params = query.get_compiler(connection=connection).as_sql()
        return _Statement(sql, tuple(params), _places(params, stand_ins, self._kinds), ())


class PreparedInsert:
    """An INSERT of one row of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._fields = list(model._meta.concrete_fields)
        self._sql: dict[str, str] = {}

    def add(self, row: models.Model) -> None:
        """Store a new row."""
        sql = self._sql.get(connection.vendor) or self._compile(row)
        params = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self._fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
        row._state.adding, row._state.db = False, connection.alias

    def _compile(self, row: models.Model) -> str:
        query = InsertQuery(self._model)
        query.insert_values(self._fields, [row])
        sql: str = query.get_compiler(connection=connection).as_sql()[0][0]
        self._sql[connection.vendor] = sql
        return sql


def _places(
    params: Sequence[object], stand_ins: dict[str, Value], kinds: dict[str, Field[Any, Any]]
) -> tuple[tuple[int, str], ...]:
    """Where the stand-ins are among the parameters.

    Raises:
        LookupError: a named value does not reach the SQL.
    """
    known = {
        name: _plain(kinds[name].get_db_prep_value(value, connection))
        for name, value in stand_ins.items()
    }
    places = tuple(
        (place, name)
        for place, param in enumerate(params)
        for name, value in known.items()
        if type(value) is type(_plain(param)) and _plain(param) == value
    )
    if {name for _, name in places} != set(kinds):
        raise LookupError("a named value does not reach the SQL")
    return places


def _plain(param: object) -> object:
    """A parameter of the SQL in a form that can be compared; drivers wrap bytes."""
    inside = getattr(param, "obj", param)
    return bytes(inside) if isinstance(inside, memoryview) else inside


def _stand_in(kind: Field[Any, Any]) -> Value:
    """A value that nothing else in the SQL has."""
    if isinstance(kind, UUIDField):
        return uuid4()
    if isinstance(kind, BinaryField):
        return secrets.token_bytes(32)
    if isinstance(kind, DateTimeField):
        return datetime(1971, 1, 1, tzinfo=UTC) + timedelta(microseconds=secrets.randbelow(10**12))
    return secrets.token_hex(16)
