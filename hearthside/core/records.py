# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every row shares: a random name, and a way to be held still."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, models
from django.db.models.base import ModelState
from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import Refused, Verdict

Row = TypeVar("Row", bound=models.Model)
P = ParamSpec("P")
T = TypeVar("T")

_GONE = Verdict("not-here", _("There is nothing here by that address."))


class Record(models.Model):
    """A row with a random key, so that an address tells nothing of how many or when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


def locked(row: Row, *related: str) -> Row:
    """Read ``row`` again and hold it until the transaction ends.

    Locks are taken in the order *space, membership, board, thread, post*; whoever needs
    two of them takes the earlier first, so that two actions cannot wait for each other.

    Args:
        row: the row to hold.
        related: foreign keys to load with it; those rows are not locked.

    Raises:
        Refused: the row went in the meantime; to whoever asks it is not there.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    if related:
        rows = rows.select_related(*related)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Refused(_GONE)
    return found


def as_read(model: type[Row], values: Iterable[Any], columns: Sequence[str] = ()) -> Row:
    """Make a row out of the values of its columns: of all, in order, or of those that are named.

    `Model.from_db` without its look at each field: every page makes a handful of these. A column
    that is not there is read from the database when somebody asks for it.
    """
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    row.__dict__.update(zip(columns or columns_of(model), values, strict=True))
    return row


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of all columns of a model, in order."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def wait_for_turn(name: str) -> None:
    """Hold everybody else who asks for the same turn until the transaction ends.

    For what has no row to lock yet: the next link of a chain. Asked for after the rows of
    `locked`.
    """
    if connection.vendor != "postgresql":
        return  # on SQLite, whoever writes is alone from the start of the transaction
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [zlib.crc32(name.encode()) >> 1])


def again_if_beaten(action: Callable[P, T]) -> Callable[P, T]:
    """Do an action once more where another request wrote the same row at the same moment.

    Stands around ``transaction.atomic``: what the first try did is taken back, and the second
    finds what the other wrote. For what a unique constraint tells apart, and is rare.

    Raises:
        IntegrityError: the second try meets one, too.
    """

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return action(*args, **kwargs)
        except IntegrityError:
            return action(*args, **kwargs)

    return tried
