# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether an asking arrived follows from what a member lets rest, so it is sealed."""

from typing import Any

from django.db import migrations

import hearthside.core.crypto.fields

ARRIVED, KEPT_BACK = "arrived.", "kept-bck"


def seal(apps: Any, _editor: Any) -> None:
    """Seal what stood there plain, and fill sealed names up to one size."""
    for side in apps.get_model("forum", "LetterSide").objects.order_by("id").iterator():
        side.arrival = KEPT_BACK if side.kept_back else ARRIVED
        if side.called:
            side.called += " " * (160 - len(side.called.encode()))
        side.save(update_fields=["arrival", "called"])


class Migration(migrations.Migration):
    dependencies = [("forum", "0012_questions")]

    operations = [
        migrations.AddField(
            model_name="letterside",
            name="arrival",
            field=hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField(model_name="letterside", name="kept_back"),
    ]
