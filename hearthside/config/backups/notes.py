# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the last copies were made, so that the doctor can say it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hearthside.core import log

_NAME = "copies.json"

logger = log.get_logger(__name__)


def note_copy(what: str, mark: str, now: datetime) -> None:
    """Remember that a copy of ``what`` was made; ``mark`` tells which version of it.

    The copy is worth more than the note: on a disk that cannot be written it goes without.
    """
    held = _read() | {what: {"at": now.isoformat(), "mark": mark}}
    draft = _path().with_suffix(".new")
    try:
        draft.write_text(json.dumps(held, indent=1))
        draft.replace(_path())
    except OSError as error:
        logger.warning("copy-not-noted", code=type(error).__name__)


def last_copy(what: str) -> tuple[datetime, str] | None:
    """Return when ``what`` was last copied, and which version of it, or None."""
    held = _read().get(what)
    return (datetime.fromisoformat(held["at"]), held["mark"]) if held else None


def _path() -> Path:
    return Path(settings.DATA) / _NAME


def _read() -> dict[str, dict[str, str]]:
    try:
        held: dict[str, dict[str, str]] = json.loads(_path().read_text())
    except (OSError, ValueError):
        return {}
    return held
