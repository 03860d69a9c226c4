# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text column that only the keyring can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import FieldError
from django.db import models

from hearthside.core.crypto.keyring import keyring

if TYPE_CHECKING:
    from django.core.checks import CheckMessage
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]  # bytes below, text above
    """Text, sealed at rest with AES-GCM under the current key; ``""`` is stored as no bytes.

    Cannot be searched or ordered by: asking raises `FieldError`. Opening with another
    keyring raises `hearthside.core.crypto.keyring.DecryptError`.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on unchanged

    @property
    def bound_to(self) -> str:
        """The words a value is bound to, so that it opens in its own column only."""
        return f"{self.model._meta.db_table}.{self.column}"

    def _check_str_default_value(self) -> list[CheckMessage]:
        """Text is what this field is about; the check is for plain binary fields."""
        return []

    def get_default(self) -> str:
        """Return empty text, not empty bytes."""
        return ""

    def get_db_prep_value(
        self, value: object, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> object:
        """Seal the text on its way to the database."""
        plain = str(value) if value else ""
        sealed = keyring().seal(plain.encode(), bound_to=self.bound_to) if plain else b""
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(
        self, value: bytes | memoryview | None, expression: Expression, connection: object
    ) -> str:
        """Open the text on its way from the database."""
        if not value:
            return ""
        return keyring().open(bytes(value), bound_to=self.bound_to).decode()

    def to_python(self, value: object) -> str:
        """Accept text as it is."""
        return str(value) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Never write opened text into a fixture."""
        raise FieldError(f"{self.name} is sealed; export it through its domain")

    def get_lookup(self, lookup_name: str) -> None:
        """Refuse: ciphertext differs each time, so a comparison would be silently empty."""
        raise FieldError(f"{self.name} is sealed and cannot be searched")
