# SPDX-License-Identifier: AGPL-3.0-or-later
"""Holding what a member gave in one conversation; inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from hearthside.forum.models import Signs
from hearthside.forum.queries.signs import Given, read_signs, signs_key, written_signs
from hearthside.spaces.rules.standing import Standing


def held_signs(by: Standing, thread_id: UUID) -> tuple[Signs, dict[UUID, Given]]:
    """Return what a member gave here, held until the transaction ends; empty on first need."""
    row, _made = Signs.objects.select_for_update().get_or_create(
        key=signs_key(by.member_id, thread_id), defaults={"kept": written_signs({})}
    )
    return row, read_signs(row.kept)


def keep_signs(row: Signs, given: Mapping[UUID, Given]) -> None:
    """Store it, of the same size as before or twice that."""
    row.kept = written_signs(given)
    row.save(update_fields=["kept"])
