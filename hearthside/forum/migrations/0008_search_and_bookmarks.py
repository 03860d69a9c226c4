# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a search looks in, and what helped somebody.

The full-text index itself is the database's: FTS5 beside the table on SQLite, kept in step by
triggers; a generated column with a GIN index on PostgreSQL. Posts that are there already are
taken in by the courier, a few at a time, so that nobody waits for it at the start. Safe to run
while the previous release serves: it knows nothing of these tables.

SQLite forgets triggers when a later migration makes the table anew; a test notices that.
"""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

import hearthside.core.crypto.fields

_NEW = "(new.number, new.space_id, new.head, new.body)"
_PUT = f"INSERT INTO forum_findable_words(rowid, space_id, head, body) VALUES {_NEW};"
_TAKE = (
    "INSERT INTO forum_findable_words(forum_findable_words, rowid, space_id, head, body) "
    "VALUES ('delete', old.number, old.space_id, old.head, old.body);"
)
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE forum_findable_words USING fts5(space_id, head, body, "
        "content='forum_findable', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER forum_findable_put AFTER INSERT ON forum_findable BEGIN {_PUT} END",
        f"CREATE TRIGGER forum_findable_taken AFTER DELETE ON forum_findable BEGIN {_TAKE} END",
        "CREATE TRIGGER forum_findable_changed AFTER UPDATE ON forum_findable "
        f"BEGIN {_TAKE} {_PUT} END",
    ],
    # The marks p, q and r name ever longer stretches of numbers: by them GIN finds the newest
    # posts with a very common word without reading all of its postings.
    "postgresql": [
        "ALTER TABLE forum_findable ADD COLUMN words tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple'::regconfig, head), 'A') || "
        "setweight(to_tsvector('simple'::regconfig, body), 'C') || "
        "array_to_tsvector(ARRAY['s' || replace(space_id::text, '-', ''), "
        "'p' || (number >> 11)::text, 'q' || (number >> 15)::text, "
        "'r' || (number >> 18)::text])) STORED",
        # Without a list of what is pending, which every search would have to read through.
        "CREATE INDEX forum_findable_words ON forum_findable USING gin (words) "
        "WITH (fastupdate = off)",
        # Nobody looks for whole texts, so the planner need not keep samples of them.
        "ALTER TABLE forum_findable ALTER head SET STATISTICS 0, ALTER body SET STATISTICS 0",
    ],
}
UNMAKE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS forum_findable_put",
        "DROP TRIGGER IF EXISTS forum_findable_taken",
        "DROP TRIGGER IF EXISTS forum_findable_changed",
        "DROP TABLE IF EXISTS forum_findable_words",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS forum_findable_words",
        "ALTER TABLE forum_findable DROP COLUMN IF EXISTS words",
    ],
}


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for words in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(words)


def unmake(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for words in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(words)


def owe_filling(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model("forum", "Post").objects.exists():
        apps.get_model("ledger", "Delivery").objects.create(
            listener="hearthside.forum.tasks.fill_the_index",
            event={},
            key="search-filling",
            made_at=timezone.now(),
            next_try_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0007_add_letters"),
        ("ledger", "0003_entries_stay"),
        ("spaces", "0002_membership_welcome"),
    ]
    operations = [
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("owner", models.BinaryField(db_index=True, max_length=32)),
                ("key", models.BinaryField(max_length=32, unique=True)),
                ("kept", hearthside.core.crypto.fields.SealedTextField(blank=True, default="")),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("as_of", models.DateTimeField()),
                ("head", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findable",
                        to="forum.post",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stem", models.CharField(db_index=True, max_length=40)),
                (
                    "space",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("space", "stem"), name="stem_once_per_space")
                ]
            },
        ),
        migrations.RunPython(make, unmake),
        migrations.RunPython(owe_filling, migrations.RunPython.noop, elidable=True),
    ]
