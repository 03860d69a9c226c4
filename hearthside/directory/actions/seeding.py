# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting the lines we know of before the keeper, who then makes sure of each."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from hearthside.directory.events import HelpLinesChanged
from hearthside.directory.models import HelpLine
from hearthside.directory.seed import KNOWN_LINES
from hearthside.ledger.actions.outbox import announce


@transaction.atomic
def plant_known_lines(*, now: datetime) -> int:
    """Add the lines of `seed.py` that are not there yet, none of them confirmed.

    A line that a keeper changed or withdrew stays as it is. Announces `HelpLinesChanged`
    if any was added; returns how many.
    """
    there = set(HelpLine.objects.values_list("country", "name"))
    added = [
        HelpLine(**asdict(facts), changed_at=now)
        for facts in KNOWN_LINES
        if (facts.country, facts.name) not in there
    ]
    HelpLine.objects.bulk_create(added)
    if added:
        announce(HelpLinesChanged(changed_at=now))
    return len(added)
