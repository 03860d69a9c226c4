# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks of conversations, who is glad to answer, and who was asked.

Whoever waits when this runs gets a clock too, so the last step fills in, in batches.
"""

from __future__ import annotations

import datetime
import uuid
from datetime import UTC, timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import hearthside.forum.models.helpers

LISTENER = "hearthside.forum.tasks.clocks.keep_the_appointment"
USUAL_MINUTES = 240


def start_clocks(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give everybody who waits a clock. It counts from now, with the whole time ahead."""
    thread, clock = apps.get_model("forum", "Thread"), apps.get_model("forum", "Clock")
    delivery = apps.get_model("ledger", "Delivery")
    now = datetime.datetime.now(UTC)
    waiting = thread.objects.filter(answered_at=None, state="open", kind="conversation")
    reads = models.Q(author__membership__state="active") | models.Q(author__unnamed=True)
    here = waiting.filter(reads, clock=None).order_by("id")
    while batch := list(here[:500]):
        clocks = [
            clock(
                space_id=each.space_id,
                thread=each,
                target_minutes=USUAL_MINUTES,
                began_at=each.opened_at,
                runs_from=now,
            )
            for each in batch
        ]
        clock.objects.bulk_create(clocks)
        delivery.objects.bulk_create(
            delivery(
                listener=LISTENER,
                event={"space_id": str(each.space_id), "clock_id": str(each.id)},
                key=f"clock:{each.id}",
                made_at=now,
                next_try_at=now + timedelta(minutes=USUAL_MINUTES / 2),
            )
            for each in clocks
        )


def call_off(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without clocks nobody keeps their appointments."""
    apps.get_model("ledger", "Delivery").objects.filter(listener=LISTENER).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0005_words_without_a_name'),
        ('ledger', '0003_entries_stay'),
        ('spaces', '0002_membership_welcome'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('ordinary', 'As usual'), ('amber', 'Soon'), ('red', 'At once')], default='ordinary', max_length=8)),
                ('owner', models.CharField(choices=[('everybody', 'Everybody here'), ('helpers', 'People who are glad to answer'), ('welcome', 'The welcome team'), ('stewards', 'The stewards')], default='everybody', max_length=9)),
                ('state', models.CharField(choices=[('running', 'Running'), ('stopped', 'Stopped')], default='running', max_length=7)),
                ('target_minutes', models.PositiveSmallIntegerField()),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('began_at', models.DateTimeField()),
                ('runs_from', models.DateTimeField()),
                ('waited', models.DurationField(blank=True, null=True)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='clock', to='forum.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('everybody', 'Everybody here'), ('helpers', 'People who are glad to answer'), ('welcome', 'The welcome team'), ('stewards', 'The stewards')], max_length=9)),
                ('owner', models.CharField(choices=[('everybody', 'Everybody here'), ('helpers', 'People who are glad to answer'), ('welcome', 'The welcome team'), ('stewards', 'The stewards')], max_length=9)),
                ('at', models.DateTimeField()),
                ('told', models.PositiveSmallIntegerField(default=0)),
                ('clock', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='forum.clock')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
        ),
        migrations.CreateModel(
            name='Helper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='helping', to='spaces.membership')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('clock', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='forum.clock')),
                ('helper', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='forum.helper')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('word', models.CharField(blank=True, max_length=40)),
                ('open', models.BooleanField(default=True)),
                ('turn_at', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
                ('roll', models.PositiveIntegerField(default=hearthside.forum.models.helpers.new_roll)),
                ('helper', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='forum.helper')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
        ),
        migrations.CreateModel(
            name='OwnWord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('ordinary', 'As usual'), ('amber', 'Soon'), ('red', 'At once')], max_length=8)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
            ],
        ),
        migrations.CreateModel(
            name='ThreadWord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=40)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='about', to='forum.thread')),
            ],
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(fields=['space', '-began_at'], name='clock_of_a_space'),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('state', 'running')), fields=['space', 'taken', 'runs_from'], name='clock_running'),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'running'), ('waited__isnull', False), _connector='OR'), name='clock_stopped_knows_how_long'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('clock', 'step'), name='handover_once_each_step'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(fields=['helper', 'at'], name='nudge_of_a_helper'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(fields=('clock', 'helper'), name='nudge_once_each'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(condition=models.Q(('open', True)), fields=['space', 'word', 'turn_at', 'roll'], name='offer_whose_turn'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(fields=('helper', 'word'), name='offer_once_each_word'),
        ),
        migrations.AddConstraint(
            model_name='ownword',
            constraint=models.UniqueConstraint(fields=('space', 'name'), name='own_word_once_per_space'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('space', 'level'), name='target_once_each_level'),
        ),
        migrations.AddConstraint(
            model_name='threadword',
            constraint=models.UniqueConstraint(fields=('thread', 'word'), name='thread_word_once'),
        ),
        migrations.RunPython(start_clocks, call_off),
    ]
