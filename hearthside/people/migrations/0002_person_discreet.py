# SPDX-License-Identifier: AGPL-3.0-or-later
"""Let people choose a tab that tells nothing. The database fills it in for an earlier release."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="discreet",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
