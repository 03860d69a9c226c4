# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database itself refuses to change an entry of the ledger; only a reason may be erased.

Safe to run while the previous release serves: it never changes entries either. SQLite
forgets triggers when a later migration makes the table anew; a test notices that.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = (
    '"number", "at", "verb", "by", "by_role", "about", "space", '
    '"reason_kind", "reason_digest", "previous", "digest"'
)
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER ledger_entries_stay BEFORE UPDATE OF {FIXED} ON ledger_entry "
        "BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never changed'); END"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION ledger_entries_stay() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'entries of the ledger are never changed' "
        "USING ERRCODE = 'check_violation'; END $$",
        f"CREATE TRIGGER ledger_entries_stay BEFORE UPDATE OF {FIXED} ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_entries_stay()",
    ],
}
UNMAKE = {
    "sqlite": ["DROP TRIGGER IF EXISTS ledger_entries_stay"],
    "postgresql": ["DROP FUNCTION IF EXISTS ledger_entries_stay() CASCADE"],
}


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for words in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(words)


def unmake(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for words in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(words)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_fewer_indexes")]
    operations = [migrations.RunPython(make, unmake)]
