# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks of which the stewards know are looked at every day: they had no appointment any more.

Each at a time of its own within the next day, in batches. Safe to run while the previous release
serves: it keeps the appointment, and finds no step to make.
"""

from __future__ import annotations

import datetime
from datetime import UTC, timedelta

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LISTENER = "hearthside.forum.tasks.clocks.keep_the_appointment"
STEPS = 3
DAY = timedelta(days=1)


def appoint(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Appoint a look for everybody who waits although every step was made."""
    delivery = apps.get_model("ledger", "Delivery")
    now = datetime.datetime.now(UTC)
    running = apps.get_model("forum", "Clock").objects.filter(state="running", taken__gte=STEPS)
    rest = running.order_by("id")
    while batch := list(rest[:500]):
        keys = {f"clock:{each.id}": each for each in batch}
        owed = delivery.objects.filter(key__in=keys, done_at=None).values_list("key", flat=True)
        for key in set(owed):
            del keys[key]
        delivery.objects.bulk_create(
            delivery(
                listener=LISTENER,
                event={"space_id": str(each.space_id), "clock_id": str(each.id)},
                key=key,
                made_at=now,
                next_try_at=now + DAY - (now - each.runs_from) % DAY,
            )
            for key, each in keys.items()
        )
        rest = running.filter(id__gt=batch[-1].id).order_by("id")


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0015_marks_no_word_can_be"),
        ("ledger", "0006_note_verb"),
    ]
    operations = [migrations.RunPython(appoint, migrations.RunPython.noop, elidable=True)]
