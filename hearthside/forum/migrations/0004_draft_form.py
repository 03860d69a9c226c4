# SPDX-License-Identifier: AGPL-3.0-or-later
"""Say of each draft in which form it stands, so that another tab's is not let go with it.

The database fills it in where an earlier release writes; such drafts go with whatever is sent.
"""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0003_thread_language")]
    operations = [
        migrations.AddField(
            model_name="draft",
            name="form",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
    ]
