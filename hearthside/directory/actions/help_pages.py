# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the help pages to the disk, from where they are sent when all else is down."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hearthside.directory.events import HelpPagesDue
from hearthside.directory.queries.gaps import languages_with_help
from hearthside.directory.queries.languages import forget_offered_languages
from hearthside.directory.queries.lines import KeptLines, kept_lines
from hearthside.directory.queries.pages import (
    STYLESHEET,
    Telling,
    pages_of,
    stylesheet,
    true_until,
)
from hearthside.ledger.actions.outbox import appoint

APPOINTMENT = "directory.help-pages"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_COUNTRY = re.compile(r"[a-z]{2}")


@transaction.atomic
def write_help_pages(*, now: datetime) -> datetime:
    """Write every help page as it is true now; writing twice is the same as writing once.

    Each page has two forms: one that claims nothing of the present, and beside it, where
    that says more, a ``.now.html`` that begins with the instant until which it is true.
    Appoints the next writing (`HelpPagesDue`) for that instant and returns it.

    Raises `OSError` where the folder cannot be written.
    """
    kept, languages = kept_lines(), languages_with_help()
    until = true_until(kept, now)
    appoint(HelpPagesDue(due_at=until), due_at=until, key=APPOINTMENT)

    root: Path = settings.HELP_PAGES
    _write(root / STYLESHEET, stylesheet())
    for language in languages:
        _write_language(kept, Telling(language, languages, now, until), root / language)
    _remove_folders(root, _LANGUAGE, keep=set(languages))
    forget_offered_languages()
    return until


def _write_language(kept: KeptLines, telling: Telling, folder: Path) -> None:
    without = Telling(telling.language, telling.languages, telling.now, until=None)
    lasting, present = pages_of(kept, without), pages_of(kept, telling)
    for name, text in lasting.items():
        _write(folder / name, text)
        now_file = folder / name.replace(".html", ".now.html")
        if present[name] == text:
            now_file.unlink(missing_ok=True)
        else:
            assert telling.until is not None
            _write(now_file, f"<!-- {telling.until.isoformat()} -->\n{present[name]}")
    countries = {Path(name).parts[0] for name in lasting if "/" in name}
    _remove_folders(folder, _COUNTRY, keep=countries)


def _write(path: Path, text: str) -> None:
    """Put a file in place whole, or leave the old one: a reader never meets half a page."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _remove_folders(folder: Path, named: re.Pattern[str], *, keep: set[str]) -> None:
    """Take away what is no longer offered; only folders that this file could have made."""
    for child in folder.iterdir():
        if child.is_dir() and named.fullmatch(child.name) and child.name not in keep:
            shutil.rmtree(child)
