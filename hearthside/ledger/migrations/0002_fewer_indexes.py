"""Keep the outbox quick to write to: no index over words that are never searched by pattern.

Safe to run while the previous release serves.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['key'], name='delivery_appointed'),
        ),
        migrations.RemoveIndex(
            model_name='delivery',
            name='delivery_done',
        ),
        migrations.AlterField(
            model_name='delivery',
            name='key',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('done_at__isnull', False)), fields=['done_at'], name='delivery_done'),
        ),
    ]
