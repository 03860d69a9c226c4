# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries that every page asks: written with the ORM, put into SQL once per process.

Building SQL from a queryset costs several times what the database needs to answer it. For
the handful of reads on each request this keeps the finished SQL, and fills in the values.
`hearthside.core.statements` runs it. Figures:
docs/decisions/0005-sql-put-together-once.md.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    CharField,
    DateTimeField,
    Field,
    UUIDField,
)
from django.db.models.sql import InsertQuery, UpdateQuery

from hearthside.core.statements import Row, Sql, change, database, rows

Value = str | UUID | bytes | datetime
Adapt = Callable[[Any], Any]
Converter = Callable[[Any, Any, Any], Any]

TEXT: Field[Any, Any] = CharField()
ID: Field[Any, Any] = UUIDField()
BYTES: Field[Any, Any] = BinaryField()
INSTANT: Field[Any, Any] = DateTimeField()


@dataclass(frozen=True)
class _Statement:
    """SQL with the places of the named values, and what turns columns into Python."""

    sql: Sql
    params: tuple[Any, ...]
    places: tuple[tuple[int, str, Adapt], ...]
    converters: tuple[tuple[int, tuple[list[Converter], Any]], ...]


class _Compiled(ABC):
    """SQL with named values, compiled once for each kind of database."""

    def __init__(self, build: Callable[..., Any], **kinds: Field[Any, Any]) -> None:
        self._build = build
        self._kinds = kinds
        self._statements: dict[str, _Statement] = {}

    def _filled(
        self, values: dict[str, Value], base: BaseDatabaseWrapper
    ) -> tuple[_Statement, list[Any]]:
        """Return the statement for this database, and its parameters with the values in place."""
        statement = self._statements.get(base.vendor)
        if statement is None:
            statement = self._statements[base.vendor] = self._compile(base)
        params = list(statement.params)
        for place, name, adapt in statement.places:
            params[place] = adapt(values[name])
        return statement, params

    def _stand_ins(self) -> dict[str, Value]:
        return {name: _stand_in(kind) for name, kind in self._kinds.items()}

    @abstractmethod
    def _compile(self, base: BaseDatabaseWrapper) -> _Statement:
        """Build the SQL around stand-ins, and note where each of them ended up."""


class Prepared(_Compiled):
    """A ``values_list`` queryset with named values."""

    def rows(self, **values: Value) -> list[Row]:
        """Run the query with these values; every name given to the constructor is needed."""
        base = database()
        statement, params = self._filled(values, base)
        return [_converted(row, statement, base) for row in rows(base, statement.sql, params)]

    def _compile(self, base: BaseDatabaseWrapper) -> _Statement:
        stand_ins = self._stand_ins()
        compiler = self._build(**stand_ins).query.get_compiler(connection=base)
        text, params = compiler.as_sql()
        selected = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = tuple(compiler.get_converters(selected).items())
        places = _places(params, stand_ins, self._kinds, base)
        return _Statement(Sql.of(text, base.vendor), tuple(params), places, converters)


class PreparedUpdate(_Compiled):
    """An UPDATE with named values: ``build`` gives a queryset, and what its rows become."""

    def run(self, **values: Value) -> None:
        """Change the rows."""
        base = database()
        statement, params = self._filled(values, base)
        change(base, statement.sql, params)

    def _compile(self, base: BaseDatabaseWrapper) -> _Statement:
        stand_ins = self._stand_ins()
        found, changes = self._build(**stand_ins)
        query = found.query.chain(UpdateQuery)
        query.add_update_values(changes)
        text, params = query.get_compiler(connection=base).as_sql()
        places = _places(params, stand_ins, self._kinds, base)
        return _Statement(Sql.of(text, base.vendor), tuple(params), places, ())


class PreparedInsert:
    """An INSERT of one row of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._names = [field.attname for field in model._meta.concrete_fields]
        self._ready: dict[str, tuple[Sql, list[tuple[str, Adapt, Callable[[], Any]]]]] = {}

    def add(self, row: models.Model) -> None:
        """Store a new row."""
        self.add_values({name: getattr(row, name) for name in self._names})
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Store a new row of these values; what is not named gets its field's default."""
        base = database()
        sql, columns = self._ready.get(base.vendor) or self._compile(base)
        change(
            base,
            sql,
            [
                adapt(values[name] if name in values else default())
                for name, adapt, default in columns
            ],
        )

    def _compile(
        self, base: BaseDatabaseWrapper
    ) -> tuple[Sql, list[tuple[str, Adapt, Callable[[], Any]]]]:
        fields = list(self._model._meta.concrete_fields)
        query = InsertQuery(self._model)
        query.insert_values(fields, [self._model()])
        text = query.get_compiler(connection=base).as_sql()[0][0]
        columns = [(field.attname, _adapter(field, base), field.get_default) for field in fields]
        ready = self._ready[base.vendor] = (Sql.of(text, base.vendor), columns)
        return ready


def _adapter(field: Field[Any, Any], base: BaseDatabaseWrapper) -> Adapt:
    """Return what makes a value ready for this kind of database, as the field itself would.

    For the kinds that most columns are, without the field's many steps. Values are of the
    column's own type already: text is text, a moment is an aware datetime.
    """
    inner = getattr(field, "target_field", field)
    if isinstance(inner, models.CharField | models.TextField | models.IntegerField):
        return _as_it_is
    if isinstance(inner, UUIDField):
        return _as_it_is if base.features.has_native_uuid_field else _hex
    if isinstance(inner, DateTimeField):
        return base.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, base)


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _converted(row: Row, statement: _Statement, base: BaseDatabaseWrapper) -> Row:
    values = list(row)
    for position, (converters, expression) in statement.converters:
        for convert in converters:
            values[position] = convert(values[position], expression, base)
    return values


def _places(
    params: Sequence[object],
    stand_ins: dict[str, Value],
    kinds: dict[str, Field[Any, Any]],
    base: BaseDatabaseWrapper,
) -> tuple[tuple[int, str, Adapt], ...]:
    """Where the stand-ins are among the parameters, and how their values are made ready.

    Raises:
        LookupError: a named value does not reach the SQL.
    """
    adapters = {name: _adapter(kind, base) for name, kind in kinds.items()}
    known = {name: _plain(adapters[name](value)) for name, value in stand_ins.items()}
    places = tuple(
        (place, name, adapters[name])
        for place, param in enumerate(params)
        for name, value in known.items()
        if type(value) is type(_plain(param)) and _plain(param) == value
    )
    if {name for _, name, _ in places} != set(kinds):
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
