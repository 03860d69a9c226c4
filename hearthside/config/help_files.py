# SPDX-License-Identifier: AGPL-3.0-or-later
"""The help pages on the disk, read without Django, database or session."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from pathlib import Path
from typing import Final

_LAST_RESORT: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Get help</title>'
    "<h1>Talk to somebody now</h1>"
    "<p>If a life is in danger, use the emergency number of the country you are in. "
    "In many countries 112 works from a mobile phone.</p>"
    "<p>You can also call somebody you trust. "
    '<a href="https://findahelpline.com">findahelpline.com</a> lists lines in many countries. '
    "We have not confirmed it here.</p>"
    '<p><a href="/exit/">Leave quickly</a> <a href="/help/">All the people who can help</a></p>'
)
"""When neither a page on the disk nor the one made at the start is there."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page ready to be sent. ``until``: what it says of the present ends here."""

    body: bytes
    packed: bytes
    mark: str
    until: datetime | None = None

    @classmethod
    def made_of(cls, text: str, until: datetime | None = None) -> HelpPage:
        """Pack a page once, so that sending it costs nothing."""
        body = text.encode()
        mark = blake2s(body, digest_size=8).hexdigest()
        return cls(body, gzip.compress(body, 9, mtime=0), mark, until)


class HelpFiles:
    """Finds the page that is true now: from the disk, else the one made at the start."""

    def __init__(self, root: Path, built_in: Mapping[str, str], language: str) -> None:
        """``built_in``: the pages that are true always, by name, in the source language."""
        self._root = root
        self._language = language
        self._built_in = {name: HelpPage.made_of(text) for name, text in built_in.items()}
        self._last_resort = HelpPage.made_of(_LAST_RESORT)
        self._read: dict[Path, tuple[int, int, HelpPage]] = {}

    def languages(self) -> list[str]:
        """Languages with help pages, the source language first."""
        try:
            there = [path.parent.name for path in self._root.glob("*/index.html")]
        except OSError:
            there = []
        return sorted(there, key=lambda code: (code != self._language, code)) or [self._language]

    def find(self, language: str, name: str, now: datetime | None) -> HelpPage | None:
        """Return a page that is on the disk, or None.

        Args:
            language: a language out of `languages`.
            name: a path below the language's folder, made by the caller, never a person's.
            now: the present; None asks for the form that says nothing of it.
        """
        folder = self._root / language
        if now is not None:
            present = self._from_disk(folder / name.replace(".html", ".now.html"))
            if present and present.until and now < present.until:
                return present
        return self._from_disk(folder / name)

    def always(self, language: str, name: str, now: datetime | None = None) -> HelpPage:
        """Return a page whatever happened: from the disk, built in, or the last resort."""
        found = self.find(language, name, now) or self.find(self._language, name, now)
        return found or self._built_in.get(name) or self._last_resort

    def sheet(self, name: str) -> HelpPage | None:
        """Return the stylesheet."""
        return self._from_disk(self._root / name) or self._built_in.get(name)

    def _from_disk(self, path: Path) -> HelpPage | None:
        """Read a file anew only when it changed."""
        try:
            stat = path.stat()
            kept = self._read.get(path)
            if kept and kept[:2] == (stat.st_mtime_ns, stat.st_size):
                return kept[2]
            page = _parsed(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        self._read[path] = (stat.st_mtime_ns, stat.st_size, page)
        return page


def _parsed(text: str) -> HelpPage:
    """Take the instant off the first line, where a page speaks of the present."""
    if not text.startswith("<!-- "):
        return HelpPage.made_of(text)
    line, _end, rest = text.partition("\n")
    return HelpPage.made_of(rest, datetime.fromisoformat(line[5:-4]))
