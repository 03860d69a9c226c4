"""Write fewer indexes with every answer, and count somebody's recent posts from one.

What replaces an index is there before it goes. Safe to run while the previous release serves.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0001_initial'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['voice', 'written_at'], name='post_of_a_voice'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.UniqueConstraint(fields=('once',), name='thread_begun_once'),
        ),
        migrations.AlterField(
            model_name='place',
            name='membership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='spaces.membership'),
        ),
        migrations.AlterField(
            model_name='post',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forum.thread'),
        ),
        migrations.AlterField(
            model_name='post',
            name='voice',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forum.voice'),
        ),
        migrations.AlterField(
            model_name='thread',
            name='board',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='forum.board'),
        ),
        migrations.AlterField(
            model_name='thread',
            name='once',
            field=models.CharField(max_length=32),
        ),
        migrations.AlterField(
            model_name='thread',
            name='space',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
    ]
