# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks of stretches in the search index of PostgreSQL that no word can be.

They were ``p45`` and the like: whoever looked for a form or a medicine of that name found every
post of a stretch. No word has a colon in it. The column is made anew in one pass, from the stems
beside it, so that all posts can be found afterwards: a million take about a minute, in which
whoever searches or changes a post waits. Nothing is done on SQLite, which has no marks.

Safe to run while the previous release serves: without its marks it looks through all posts at
once, which takes longer. The mark of a space stays what it was, for it looks for that one, too;
a word that is written like it leads at most to posts that `queries.search` leaves out.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _with_marks(after: str) -> list[str]:
    marks = ", ".join(
        f"'{mark}{after}' || (number >> {bits})::text"
        for mark, bits in (("p", 11), ("q", 15), ("r", 18))
    )
    return [
        # Both in one statement, or the table would be written twice. The index goes along.
        "ALTER TABLE forum_findable DROP COLUMN words, "
        "ADD COLUMN words tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple'::regconfig, head), 'A') || "
        "setweight(to_tsvector('simple'::regconfig, body), 'C') || "
        f"array_to_tsvector(ARRAY['s' || replace(space_id::text, '-', ''), {marks}])) STORED",
        "CREATE INDEX forum_findable_words ON forum_findable USING gin (words) "
        "WITH (fastupdate = off)",
    ]


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for words in _with_marks(":"):
            schema_editor.execute(words)


def unmake(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for words in _with_marks(""):
            schema_editor.execute(words)


class Migration(migrations.Migration):
    dependencies = [("forum", "0014_clock_in_line")]
    operations = [migrations.RunPython(make, unmake)]
