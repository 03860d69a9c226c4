# SPDX-License-Identifier: AGPL-3.0-or-later
"""The numbers of a space's desk, read from the ledger and from nowhere else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearthside.ledger.models import Entry
from hearthside.moderation.models import Concerning, Decision
from hearthside.moderation.rules.numbers import COUNTED, Numbers, numbers_from, period_of


def numbers_of(space_id: UUID, now: datetime) -> Numbers:
    """Return the numbers of the last finished half of a year. One query."""
    since, until = period_of(now)
    entries = Entry.objects.filter(space=space_id, verb__in=COUNTED, at__gte=since, at__lt=until)
    facts = entries.order_by("number").values_list("verb", "reason_kind")
    return numbers_from(facts, Concerning.values, Decision.values)
