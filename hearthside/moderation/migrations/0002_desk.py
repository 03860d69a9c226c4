# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports become files with a promise, an hourglass and a day to be forgotten; and what goes
with decisions: measures, appeals, notes, looks, proposals."""

import uuid
from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

import hearthside.core.crypto.fields

DAY, YEAR = timedelta(hours=24), timedelta(days=365)


def bring_along(apps, schema_editor):
    """Give the reports that are there a face, the outer promise, and their day."""
    reports = apps.get_model("moderation", "Report").objects
    reports.filter(answer_by=None).update(about_face=F("about_id"), answer_by=F("made_at") + DAY)
    deliveries = apps.get_model("ledger", "Delivery").objects
    for report in reports.filter(state="decided").iterator(chunk_size=500):
        due_at, key = report.decided_at + YEAR, f"moderation.forget:{report.id}"
        event = {"space_id": str(report.space_id), "file_id": str(report.id)}
        deliveries.get_or_create(
            key=key,
            defaults={
                "listener": "hearthside.moderation.listeners.let_go_of_a_file",
                "event": event | {"due_at": due_at.isoformat()},
                "made_at": report.decided_at,
                "next_try_at": due_at,
            },
        )


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0001_initial'),
        ("spaces", "0005_desk"),
        ("ledger", "0005_desk"),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about_face', models.UUIDField(blank=True, db_index=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Waiting for somebody'), ('claimed', 'Somebody is looking'), ('decided', 'Decided')], default='open', max_length=8)),
                ('made_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('late_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('answer', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('decision', models.CharField(blank=True, choices=[('upheld', 'The decision stays as it is'), ('changed', 'The decision is taken back')], max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='LetterReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=12)),
                ('version', models.PositiveSmallIntegerField()),
                ('read_as', models.CharField(choices=[('lived', 'From lived experience'), ('clinical', 'As a clinician')], max_length=8)),
                ('reviewed_by', models.CharField(max_length=120)),
                ('reviewed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file_id', models.UUIDField(db_index=True)),
                ('question', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('asked_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('seen', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('given_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about_face', models.UUIDField(blank=True, db_index=True, null=True)),
                ('kind', models.CharField(choices=[('folded', 'A part of your words is folded'), ('taken-down', 'Your words are not shown to others'), ('spoken', 'A steward writes to you about your words'), ('restricted', 'Some things rest for a while')], max_length=12)),
                ('state', models.CharField(choices=[('standing', 'In effect'), ('agreed', 'Changed with your agreement'), ('changed', 'You changed it; a steward looks at it again'), ('put-back', 'Put back as it was')], default='standing', max_length=9)),
                ('content_kind', models.CharField(blank=True, max_length=24)),
                ('content_id', models.UUIDField(blank=True, null=True)),
                ('path', models.CharField(blank=True, max_length=300)),
                ('words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('reason', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('letter_version', models.PositiveSmallIntegerField()),
                ('decided_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file_id', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('know', 'What we know'), ('did', 'What we did'), ('next', 'What comes next'), ('handover', 'For whoever goes on')], max_length=8)),
                ('words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutsidePerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('reach', models.CharField(max_length=300)),
                ('named_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about_face', models.UUIDField(blank=True, db_index=True, null=True)),
                ('covers', models.CharField(choices=[('writing', 'Writing in conversations here'), ('beginning', 'Beginning new conversations here'), ('contact', 'Writing messages to one person'), ('membership', 'Being a member here, for good')], max_length=12)),
                ('other_face', models.UUIDField(blank=True, null=True)),
                ('words', hearthside.core.crypto.fields.SealedTextField(blank=True, default='')),
                ('state', models.CharField(choices=[('waiting', 'Waits, so that a second person can look'), ('in-effect', 'In effect'), ('not-now', 'Not now: a second person asked to wait'), ('ended', 'Ended by a steward')], default='waiting', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('confirmed_as', models.CharField(blank=True, max_length=8)),
                ('effective_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('stopped', models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_undecided',
        ),
        migrations.AddField(
            model_name='report',
            name='about_face',
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='answer_by',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='held_until',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='late_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(bring_along, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='report',
            name='answer_by',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='report',
            name='decision',
            field=models.CharField(blank=True, choices=[('nothing', 'It can stay as it is'), ('folded', 'A part of the words is folded'), ('taken-down', 'The words are no longer shown'), ('spoken', 'I have spoken with those concerned')], max_length=12),
        ),
        migrations.AlterField(
            model_name='report',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('state', 'decided'), _negated=True), fields=['space', 'answer_by', 'id'], name='report_by_promise'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
        migrations.AddConstraint(
            model_name='letterreview',
            constraint=models.UniqueConstraint(fields=('language', 'version', 'read_as'), name='letter_review_once_each'),
        ),
        migrations.AddField(
            model_name='look',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='look',
            name='given_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='look',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='measure',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='moderation.report'),
        ),
        migrations.AddField(
            model_name='measure',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='measure',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='moderation.measure'),
        ),
        migrations.AddField(
            model_name='note',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='note',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='outsideperson',
            name='organisation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outside_person', to='spaces.organisation'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='measure',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='moderation.measure'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='moderation.report'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spaces.space'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.UniqueConstraint(condition=models.Q(('given_at', None)), fields=('file_id',), name='look_one_asked_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(fields=['content_id'], name='measure_of_content'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'changed'), _negated=True), ('answer_by__isnull', False), _connector='OR'), name='measure_to_look_at_has_its_promise'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('state', 'decided'), _negated=True), fields=['space', 'answer_by', 'id'], name='appeal_by_promise'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), ('claimed_at__isnull', False), _connector='OR'), name='appeal_claimed_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='appeal_decision_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('covers', 'membership'), ('ends_at__isnull', False), _connector='OR'), name='proposal_of_a_restriction_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('about_face', 'covers'), name='proposal_one_waiting_of_a_kind'),
        ),
    ]
