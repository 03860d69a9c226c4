# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a backup says about itself: when, of which release, how many rows, and which keyring."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from hearthside.core.crypto.keyring import Keyring

FORMAT = 1


class NotABackup(Exception):
    """The file is not a backup that this release can read. The message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first file inside a backup."""

    made_at: str
    release: str
    database: str
    """``sqlite`` or ``postgresql``; a backup goes back into the same kind."""
    migrations: list[str]
    """Every migration that was applied, as ``app.name``."""
    rows: dict[str, int]
    """How many rows each table had at that instant."""
    keyring_mark: str
    """Tells one keyring from another, and nothing else about it. Empty: it was lost."""
    keyring_keys: list[str]
    digests: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every other file inside."""
    format: int = FORMAT

    def as_json(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def manifest_from(text: str) -> Manifest:
    """Read a manifest.

    Raises:
        NotABackup: it is none, or of a format that a later release made.
    """
    try:
        held = json.loads(text)
        if held["format"] > FORMAT:
            raise NotABackup(
                f"A later release of Hearthside ({held['release']}) made this backup.\n"
                "Update Hearthside, then restore again."
            )
        return Manifest(**held)
    except (ValueError, KeyError, TypeError) as error:
        raise NotABackup("Its manifest cannot be read; this is no backup of Hearthside.") from error


def mark_of(ring: Keyring) -> str:
    """Return a few letters that tell this keyring from others and open nothing."""
    return ring.blind("the mark of a keyring")[:8].hex()
