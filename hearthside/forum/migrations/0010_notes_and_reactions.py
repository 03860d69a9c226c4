# SPDX-License-Identifier: AGPL-3.0-or-later
"""Let words say what they talk about and what answer is hoped for, and be answered by signs."""

import django.db.models.deletion
import hearthside.core.crypto.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0009_desk'),
        ('spaces', '0003_other_faces'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoteWishes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.BinaryField(max_length=32, unique=True)),
                ('kept', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signs',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.BinaryField(max_length=32, unique=True)),
                ('kept', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='post',
            name='notes',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='post',
            name='reactions',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='thread',
            name='notes',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='thread',
            name='wanted',
            field=models.CharField(blank=True, choices=[('listen', 'Just listen'), ('similar', 'Who knows this?'), ('ideas', 'Ideas'), ('celebrate', 'Be glad with me'), ('service', 'Find a service')], db_default='', default='', max_length=9),
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('note', models.CharField(choices=[('self-harm', 'Self-harm'), ('suicide', 'Suicide'), ('eating', 'Eating and weight'), ('abuse', 'Abuse and violence'), ('sexual-violence', 'Sexual violence'), ('grief', 'Grief and death'), ('pregnancy', 'Pregnancy and loss'), ('substance', 'Alcohol and drugs'), ('gambling', 'Gambling'), ('coercion', 'Force in care'), ('medical', 'Illness and medical things'), ('faith', 'Faith'), ('politics', 'Politics')], max_length=20)),
                ('state', models.CharField(choices=[('open', 'Waiting for an answer'), ('taken', 'Taken'), ('declined', 'Declined')], default='open', max_length=8)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='forum.post')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'note'), name='suggestion_once_per_note')],
            },
        ),
    ]
