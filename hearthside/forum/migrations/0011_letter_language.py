# SPDX-License-Identifier: AGPL-3.0-or-later
"""The language of a message, so that a screen reader speaks it; empty for those from before."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0010_notes_and_reactions")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
    ]
