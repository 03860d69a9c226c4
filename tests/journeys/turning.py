# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turn the clocks of one conversation on, inside an installation: everything about them is so many
hours longer ago, and their appointments so many hours nearer.
`python -m tests.journeys.turning ID 2`
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django

django.setup()

from uuid import UUID

from django.db.models import F

from hearthside.forum.models import Clock
from hearthside.ledger.models import Delivery


def main(thread_id: str, hours: float) -> None:
    """Turn it on by so many hours."""
    earlier = timedelta(hours=hours)
    clocks = Clock.objects.filter(thread=UUID(thread_id))
    keys = [f"clock:{each}" for each in clocks.values_list("id", flat=True)]
    clocks.update(runs_from=F("runs_from") - earlier, began_at=F("began_at") - earlier)
    owed = Delivery.objects.filter(key__in=keys, done_at=None)
    owed.update(next_try_at=F("next_try_at") - earlier)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
