# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be looked at without the database: settings, folder, keyring, disk, process."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks

from hearthside.config.backups.manifest import mark_of
from hearthside.config.backups.notes import last_copy
from hearthside.config.checks import TAG
from hearthside.config.health.findings import Finding, note, to_do, well
from hearthside.config.running.demonstration import MARK
from hearthside.config.running.lock import holder_of
from hearthside.config.running.tables import has_begun
from hearthside.core.crypto.keyring import Keyring, KeyringMissing, read_keyring

_LITTLE_DISK = 500_000_000
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look_at_settings(now: datetime) -> Iterator[Finding]:
    """Our own system checks, and where the settings stand."""
    found = run_checks(tags=[TAG])
    for message in found:
        say = to_do if message.is_serious() else note
        yield say("Settings", f"{message.msg} ({message.id})", message.hint or "")
    if not found:
        yield well("Settings", "They agree with each other. `hearthside settings` lists them.")
    if settings.DEBUG:
        yield note("Debugging", "HEARTHSIDE_DEBUG=yes. Never with real people.", "")


def look_at_data_folder(now: datetime) -> Iterator[Finding]:
    """The folder where everything is kept."""
    data = Path(settings.DATA)
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield to_do("Data folder", f"{data} cannot be written.", f"Give it to this user: {data}")
        return
    if data.stat().st_mode & _FOR_OTHERS:
        yield to_do(
            "Data folder", f"Others on this machine can look into {data}.", f"chmod 700 {data}"
        )
    else:
        yield well("Data folder", str(data))
    free = shutil.disk_usage(data).free
    words = f"{free / 1_000_000_000:.1f} GB are free there."
    if free < _LITTLE_DISK:
        yield to_do("Disk", words, "Make room: when it is full, nobody can write any more.")
    else:
        yield well("Disk", words)


def look_at_keyring(now: datetime) -> Iterator[Finding]:
    """The file without which sealed words are lost."""
    path = Path(settings.KEYRING_FILE)
    if not path.exists():
        yield _lost(path)
        return
    try:
        ring = read_keyring(path)
    except KeyringMissing:
        cure = "Put your copy of it there. See docs/operations.md#keys"
        yield to_do("Keyring", f"{path} cannot be read as a keyring.", cure)
        return
    if path.stat().st_mode & _FOR_OTHERS:
        yield to_do("Keyring", f"Others on this machine can read {path}.", f"chmod 600 {path}")
    else:
        yield well("Keyring", f"{path}, readable by its owner only.")
    yield _copy_of(ring)


def look_at_process(now: datetime) -> Iterator[Finding]:
    """Whether the place is open."""
    if process := holder_of(Path(settings.DATA)):
        yield well("Hearthside", f"It runs (process {process}), at {settings.SITE_URL}/")
    else:
        yield note("Hearthside", "It does not run from this folder now.", "hearthside run")


def _lost(path: Path) -> Finding:
    if not has_begun():
        return to_do("Keyring", f"There is none at {path} yet.", "hearthside run makes it.")
    words = f"It is not at {path}. Without it, what people wrote under seal is lost."
    cure = "Put your copy of it there (chmod 600). If there is none: docs/operations.md#keys"
    return to_do("Keyring", words, cure)


def _copy_of(ring: Keyring) -> Finding:
    cure = "hearthside keys copy FILE, to a place apart from the backups."
    kept, is_demo = last_copy("keyring"), (Path(settings.DATA) / MARK).exists()
    say = note if is_demo else to_do
    if kept is None:
        return say(
            "Copy of the keyring",
            "No copy is known. A lost keyring means that all sealed words are lost.",
            cure,
        )
    at, mark = kept
    if mark != f"{mark_of(ring)} {' '.join(sorted(ring.keys))}":
        return say(
            "Copy of the keyring", f"The copy of {at:%d %B %Y} is of an older keyring.", cure
        )
    return well("Copy of the keyring", f"Made on {at:%d %B %Y}.")
