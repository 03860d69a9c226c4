# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which languages people can choose: those in which help is written and was read over.

The help pages on the disk are the record of that: they are written for reviewed languages
only (`queries.gaps.languages_with_help`). So asking costs no query and needs no database,
and a language without help pages is never offered.
"""

from __future__ import annotations

from time import monotonic
from typing import Final

from django.conf import settings

_KEPT_SECONDS: Final = 30
_kept: tuple[float, tuple[str, ...]] = (0.0, ())


def offered_languages() -> tuple[str, ...]:
    """Return the codes of the languages offered, the source language first.

    Looked up every half minute at most; where the folder cannot be read, what was last
    known still holds.
    """
    global _kept  # noqa: PLW0603 — one small value for the whole process
    read_at, codes = _kept
    if not codes or monotonic() - read_at > _KEPT_SECONDS:
        codes = _with_help_pages() or codes or (settings.LANGUAGE_CODE,)
        _kept = (monotonic(), codes)
    return codes


def forget_offered_languages() -> None:
    """Look again at the next asking: the help pages were just written."""
    global _kept  # noqa: PLW0603 — one small value for the whole process
    _kept = (0.0, ())


def _with_help_pages() -> tuple[str, ...]:
    there = [
        code
        for code, _name in settings.LANGUAGES
        if (settings.HELP_PAGES / code / "index.html").is_file()
    ]
    return tuple(sorted(there, key=lambda code: code != settings.LANGUAGE_CODE))
