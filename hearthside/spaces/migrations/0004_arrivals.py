# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who came in when, what brings them, and how they were greeted."""

from __future__ import annotations

import uuid

import django.db.models.deletion
import hearthside.core.crypto.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('spaces', '0003_other_faces'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'Not greeted yet'), ('greeted', 'Greeted')], default='waiting', max_length=7)),
                ('brings', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('came_at', models.DateTimeField()),
                ('greet_by', models.DateTimeField()),
                ('greeted_at', models.DateTimeField(blank=True, null=True)),
                ('words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('greeter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='greetings', to='spaces.membership')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='arrival', to='spaces.membership')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['space', 'greet_by', 'id'], name='arrival_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'greeted'), _negated=True), ('greeted_at__isnull', False), _connector='OR'), name='arrival_greeted_has_its_time')],
            },
        ),
    ]
