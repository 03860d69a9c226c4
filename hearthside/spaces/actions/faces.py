# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping, sealed, under which other faces a member is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.crypto.padding import read_ids, written_ids
from hearthside.spaces.models import OtherFaces
from hearthside.spaces.queries.faces import keys_of
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def add_face(*, by: Standing, face_id: UUID, now: datetime) -> None:
    """Remember that this member is also known by this face. Refuses a stranger."""
    key = keys_of([by.member_id])[by.member_id]
    row, made = OtherFaces.objects.select_for_update().get_or_create(
        key=key, defaults={"kept": written_ids([face_id])}
    )
    if not made:
        row.kept = written_ids({*read_ids(row.kept), face_id})
        row.save(update_fields=["kept"])


@transaction.atomic
def forget_faces(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Forget which other faces these members had. The faces themselves know nothing of it."""
    OtherFaces.objects.filter(key__in=list(keys_of(membership_ids).values())).delete()
