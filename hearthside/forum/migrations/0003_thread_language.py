# SPDX-License-Identifier: AGPL-3.0-or-later
"""Say in which language the heading of a conversation is, for screen readers.

The database fills it in where an earlier release writes; those conversations carry none.
"""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_fewer_indexes")]
    operations = [
        migrations.AddField(
            model_name="thread",
            name="language",
            field=models.CharField(blank=True, db_default="", max_length=12),
        ),
    ]
