# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a backup while the place is open."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hearthside.config.backups import postgres_copy, sqlite_copy
from hearthside.config.backups.archive import pack
from hearthside.config.backups.erased import write_list
from hearthside.config.backups.manifest import Manifest, mark_of
from hearthside.config.backups.notes import note_copy
from hearthside.config.version import VERSION
from hearthside.core.crypto.keyring import KeyringMissing, keyring

DEMO = "demo"
_NAMED = "hearthside-%Y%m%dT%H%M%SZ.tar.gz"
_BACKUPS = "hearthside-*.tar.gz"


def make_backup(folder: Path, *, now: datetime) -> tuple[Path, Manifest]:
    """Write a backup of the database into ``folder``; return the file and its manifest.

    The keyring is not in it: a thief of the backup must not be able to open what is sealed.
    Where it is lost, a backup is made nevertheless: a copy of it may be found later.

    Raises:
        hearthside.config.backups.postgres_copy.NoTool: see there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{now:{_NAMED}}"
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as draft:
        copies = sqlite_copy if connection.vendor == "sqlite" else postgres_copy
        database, rows = copies.copy_to(Path(draft))
        files = {database.name: database}
        if (Path(settings.DATA) / DEMO).exists():
            files[DEMO] = Path(settings.DATA) / DEMO
        mark, keys = _keyring_words()
        manifest = Manifest(
            made_at=now.isoformat(),
            release=VERSION,
            database=connection.vendor,
            migrations=_applied(),
            rows=rows,
            keyring_mark=mark,
            keyring_keys=keys,
        )
        manifest = pack(target, files, manifest)
    note_copy("database", target.name, now)
    note_copy("folder", str(folder.resolve()), now)
    write_list(folder, now)
    return target, manifest


def drop_old(folder: Path, *, but: Path, now: datetime) -> list[Path]:
    """Delete the backups in ``folder`` that are older than they are kept; return which.

    Only files that `make_backup` names so, and never the one that was just made.
    """
    if not settings.BACKUPS_KEPT_DAYS:
        return []
    oldest = now - timedelta(days=settings.BACKUPS_KEPT_DAYS)
    old = [path for path in folder.glob(_BACKUPS) if path != but and _made_at(path) < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return sorted(old)


def _made_at(path: Path) -> datetime:
    """When a backup was made, as its name says; one that says it otherwise is left alone."""
    try:
        return datetime.strptime(path.name, _NAMED).replace(tzinfo=UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


def copy_keyring(target: Path, *, now: datetime) -> None:
    """Copy the keyring to a place of its own, mode 0600; never over something else.

    Raises:
        FileExistsError: there is a file already.
    """
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as copy, Path(settings.KEYRING_FILE).open("rb") as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    note_keyring_copy(now)


def note_keyring_copy(now: datetime) -> None:
    """Remember that the keyring, as it is, was copied."""
    ring = keyring()
    note_copy("keyring", f"{mark_of(ring)} {' '.join(sorted(ring.keys))}", now)


def _keyring_words() -> tuple[str, list[str]]:
    """Return the mark and the keys of the keyring, or nothing where it is lost."""
    try:
        ring = keyring()
    except KeyringMissing:
        return "", []
    return mark_of(ring), sorted(ring.keys)


def _applied() -> list[str]:
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done)
