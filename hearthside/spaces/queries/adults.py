# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who said that they are an adult, for what only adults may do with one another."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from hearthside.spaces.models import Membership


def adults_among(space_id: UUID, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these are members of a space now and said that they are 18 or over. One query."""
    adults = Membership.objects.active().filter(
        space_id=space_id, id__in=ids, person__adult_said_at__isnull=False
    )
    return frozenset(adults.values_list("id", flat=True))


def hold_members(ids: Collection[UUID]) -> None:
    """Hold these memberships until the transaction ends, so that nobody parts them meanwhile."""
    held = Membership.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    list(held.values_list("id", flat=True))
