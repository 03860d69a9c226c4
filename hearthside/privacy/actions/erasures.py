# SPDX-License-Identifier: AGPL-3.0-or-later
"""Remembering who was erased without knowing who it was, so that no backup brings them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.privacy.hooks import Leave
from hearthside.privacy.models import Erasure
from hearthside.privacy.queries import Erased, mark_of
from hearthside.privacy.rules.leaving import erasures_kept_for


@transaction.atomic
def note_erasure(*, of: UUID, how: Leave, now: datetime, closes_at: datetime | None = None) -> None:
    """Remember that an account or a membership is erased, or closes soon. Never refused."""
    values = {"how": how.value, "at": closes_at or now, "done": closes_at is None}
    Erasure.objects.update_or_create(mark=mark_of(of), defaults=values)


@transaction.atomic
def forget_erasure(*, of: UUID, now: datetime) -> None:
    """Forget it: somebody stays after all. Never refused."""
    Erasure.objects.filter(mark=mark_of(of)).delete()


@transaction.atomic
def take_in_erasures(*, known: Mapping[bytes, Erased], now: datetime) -> None:
    """Remember what was remembered elsewhere, beside a restored backup."""
    for mark, erased in known.items():
        values = {"how": erased.how.value, "at": erased.at, "done": erased.done}
        Erasure.objects.update_or_create(mark=mark, defaults=values)


@transaction.atomic
def sweep_erasures(*, now: datetime, backups_days: int) -> int:
    """Forget erasures that no backup is old enough to undo; return how many."""
    kept_for = erasures_kept_for(backups_days)
    if kept_for is None:
        return 0
    return Erasure.objects.filter(done=True, at__lt=now - kept_for).delete()[0]
