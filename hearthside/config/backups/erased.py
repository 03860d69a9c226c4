# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of who was erased, kept outside the database: no restored backup brings them back.

It holds no name, address or id: a mark that only the keyring makes out of an id that is in a
backup from before, how somebody left, and when.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.config.backups.notes import last_copy
from hearthside.core import log
from hearthside.privacy.hooks import Leave
from hearthside.privacy.queries import Erased, erasures
from hearthside.privacy.rules.leaving import erasures_kept_for

LIST: Final = "erased.json"

logger = log.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ErasedList:
    """Who was erased, as known at ``written_at``; older ones are not in it any more."""

    erased: dict[bytes, Erased] = field(default_factory=dict)
    written_at: datetime | None = None
    reaches_back_to: datetime | None = None


def write_list(folder: Path, now: datetime) -> None:
    """Write the list into a folder, whole or not at all, for its owner's eyes only."""
    kept_for = erasures_kept_for(settings.BACKUPS_KEPT_DAYS)
    told = {
        "written_at": now.isoformat(),
        "reaches_back_to": (now - kept_for).isoformat() if kept_for else "",
        "erased": [
            {"mark": mark.hex(), "how": each.how, "at": each.at.isoformat(), "done": each.done}
            for mark, each in erasures().items()
        ],
    }
    draft = folder / f".{LIST}.{os.getpid()}.new"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / LIST)


def write_lists(now: datetime) -> None:
    """Bring the list up to date in the data folder, and where the last backup was put."""
    copied = last_copy("folder")
    for folder in (Path(settings.DATA), *([Path(copied[1])] if copied else [])):
        try:
            if folder.is_dir():
                write_list(folder, now)
        except OSError as error:  # a disk that is not there now is there at the next backup
            logger.warning("erased-not-listed", code=type(error).__name__)


def newest_list(named: Path | None, *folders: Path) -> ErasedList:
    """Return the newest of the lists in these folders, or the one that is named."""
    paths = [named] if named else [folder / LIST for folder in folders]
    dated = [(found.written_at, found) for found in map(_read, paths) if found.written_at]
    return max(dated, key=itemgetter(0), default=(None, ErasedList()))[1]


def _read(path: Path) -> ErasedList:
    try:
        held = json.loads(path.read_text())
        erased = {
            bytes.fromhex(row["mark"]): Erased(
                Leave(row["how"]), datetime.fromisoformat(row["at"]), bool(row["done"])
            )
            for row in held["erased"]
        }
        since = held["reaches_back_to"]
        return ErasedList(
            erased,
            datetime.fromisoformat(held["written_at"]),
            datetime.fromisoformat(since) if since else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ErasedList()
