# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new password, and what it ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.people.actions.sign_ins import end_sign_ins
from hearthside.people.models import Person


@transaction.atomic
def set_password(
    *, person: Person, hashed_password: str, keep: UUID | None = None, now: datetime
) -> None:
    """Set a password, hashed before, and end every sign-in but ``keep``. Never refused."""
    person.password = hashed_password
    person.save(update_fields=["password"])
    end_sign_ins(person_id=person.id, keep=keep, now=now)
