# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a backup back, onto a place where nobody lives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hearthside.config.backups import postgres_copy, sqlite_copy
from hearthside.config.backups.archive import unpack
from hearthside.config.backups.erased import LIST, ErasedList, newest_list
from hearthside.config.backups.making import DEMO
from hearthside.config.backups.manifest import Manifest, NotABackup, mark_of
from hearthside.config.running.lock import AlreadyRunning, hold
from hearthside.config.running.tables import make_tables, note_begun
from hearthside.core.crypto.keyring import Keyring, KeyringMissing, read_keyring, write_keyring
from hearthside.ledger.tasks import forget_head
from hearthside.people.models import Person
from hearthside.privacy.actions.returning import erase_again


class WillNotRestore(Exception):
    """Restoring here would lose something, or bring something unreadable. Says what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    manifest: Manifest
    steps: int
    """How many migrations brought an older backup up to this release."""
    erased: int = 0
    """How many accounts and memberships were erased again."""
    known_until: datetime | None = None
    """Until when it is known who was erased."""


def restore(
    source: Path,
    *,
    keyring_from: Path | None,
    now: datetime,
    erased_from: Path | None = None,
    without_erased: bool = False,
) -> Restored:
    """Put a backup back. Everything is verified before anything is touched.

    Whoever was erased since it was made is erased again: as the list says that lies beside the
    backup, in the data folder, or at ``erased_from``, whichever is the newest.

    Raises:
        hearthside.config.backups.manifest.NotABackup: the file is none, or it is damaged.
        WillNotRestore: people live here, the place is open, the keyring does not fit, the
            backup is of another database or a later release, or nobody knows who was erased
            since and ``without_erased`` does not say that this is so.
    """
    with (
        _closed_place(),
        tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA) as draft,
    ):
        refuse_live_data()
        folder = Path(draft)
        manifest = unpack(source, folder)
        refuse_unfit(manifest)
        known = _erased_since(manifest, source, erased_from, without_erased)
        ring = _keyring_for(manifest, keyring_from)
        if connection.vendor == "sqlite":
            sqlite_copy.rows_in(folder / sqlite_copy.FILE)  # is it sound?
        _put_keyring(ring, now)
        _put_in_place(folder, manifest)
        steps = make_tables()
        made_at = datetime.fromisoformat(manifest.made_at)
        erased = erase_again(known=known.erased, since=made_at, now=now)
        return Restored(manifest, steps, erased, known.written_at)


def _put_in_place(folder: Path, manifest: Manifest) -> None:
    if connection.vendor == "sqlite":
        sqlite_copy.put_in_place(folder)
    else:
        postgres_copy.put_in_place(folder, set(manifest.rows))
    _put_demo(folder)
    note_begun()
    forget_head()
    _require_same_rows(manifest)


@contextmanager
def _closed_place() -> Iterator[None]:
    """Keep the place shut meanwhile."""
    try:
        with hold(Path(settings.DATA)):
            yield
    except AlreadyRunning as error:
        raise WillNotRestore(
            f"Hearthside runs from {settings.DATA} (process {error.process}). Stop it first."
        ) from error


def refuse_live_data() -> None:
    """Refuse where anybody has an account.

    Raises:
        WillNotRestore: somebody has.
    """
    if _somebody_lives_here():
        raise WillNotRestore(
            "People have accounts here, and a restore would lose their words.\n"
            "Restore into an empty place instead: set HEARTHSIDE_DATA to a new folder (with\n"
            "PostgreSQL: HEARTHSIDE_DATABASE_URL to an empty database), then restore again.\n"
            "See docs/operations.md#restore"
        )


def refuse_unfit(manifest: Manifest) -> None:
    """Refuse a backup of another kind of database, or of a later release.

    Raises:
        WillNotRestore: it is one.
    """
    if manifest.database != connection.vendor:
        raise WillNotRestore(
            f"This is a backup of {manifest.database}, and here is {connection.vendor}.\n"
            "Set (or unset) HEARTHSIDE_DATABASE_URL, so that both are the same."
        )
    known = MigrationLoader(None).disk_migrations
    later = [name for name in manifest.migrations if tuple(name.split(".", 1)) not in known]
    if later:
        raise WillNotRestore(
            f"This backup was made by a later release ({manifest.release}), which knows\n"
            f"{later[0]}. Update Hearthside, then restore again."
        )


def _somebody_lives_here() -> bool:
    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not path.exists():
        return False
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return Person._meta.db_table in tables and Person.objects.exists()


def _erased_since(
    manifest: Manifest, source: Path, erased_from: Path | None, without: bool
) -> ErasedList:
    """Return the newest list of who was erased; it must reach back to the backup."""
    if without:
        return ErasedList()
    found = newest_list(erased_from, source.parent, Path(settings.DATA))
    if found.written_at is None:
        raise WillNotRestore(
            f"Nobody knows who closed their account since: {LIST} is neither beside the backup\n"
            "nor in the data folder. It would bring people back who asked to be erased.\n"
            "Name your copy of it:  hearthside restore FILE --erased LIST\n"
            "If there is none any more:  --without-erased"
        )
    if found.reaches_back_to and datetime.fromisoformat(manifest.made_at) < found.reaches_back_to:
        raise WillNotRestore(
            f"This backup is older than the list of erased people reaches back: it was made at\n"
            f"{manifest.made_at}. It would bring people back who asked to be erased.\n"
            "If you have to nevertheless:  --without-erased"
        )
    return found


def _keyring_for(manifest: Manifest, keyring_from: Path | None) -> Keyring:
    """Return the keyring that opens this backup: the named one, or the one that is here."""
    path = keyring_from or Path(settings.KEYRING_FILE)
    try:
        ring = read_keyring(path)
    except KeyringMissing as error:
        raise WillNotRestore(
            f"There is no keyring at {path}.\n"
            "Without its keyring, what is sealed in this backup cannot be opened.\n"
            "Name your copy of it:  hearthside restore FILE --keyring KEYRING"
        ) from error
    if not manifest.keyring_mark:  # it was lost when the backup was made: nothing to compare
        return ring
    missing = set(manifest.keyring_keys) - set(ring.keys)
    if mark_of(ring) != manifest.keyring_mark or missing:
        raise WillNotRestore(
            f"The keyring at {path} is not the one that belongs to this backup.\n"
            "Name your copy of the right one:  hearthside restore FILE --keyring KEYRING"
        )
    return ring


def _put_keyring(ring: Keyring, now: datetime) -> None:
    """Use this keyring from now on; one that was here before is kept under another name."""
    path = Path(settings.KEYRING_FILE)
    if path.exists():
        if _opens_as_much(path, ring):
            return
        shutil.move(path, path.with_name(f"{path.name}.until-{now:%Y%m%dT%H%M%SZ}"))
    write_keyring(path, ring)


def _opens_as_much(path: Path, ring: Keyring) -> bool:
    try:
        held = read_keyring(path)
    except KeyringMissing:
        return False
    return mark_of(held) == mark_of(ring) and set(ring.keys) <= set(held.keys)


def _put_demo(folder: Path) -> None:
    """Bring the mark of a demonstration back, or take it away."""
    mark = Path(settings.DATA) / DEMO
    if (folder / DEMO).exists():
        shutil.copyfile(folder / DEMO, mark)
    else:
        mark.unlink(missing_ok=True)


def _require_same_rows(manifest: Manifest) -> None:
    if connection.vendor == "sqlite":
        rows = sqlite_copy.rows_in(Path(str(connection.settings_dict["NAME"])))
    else:
        rows = postgres_copy.rows_now()
    if different := [name for name in manifest.rows if rows.get(name) != manifest.rows[name]]:
        raise NotABackup(f"The rows of {different[0]} are not as many as in the backup.")
