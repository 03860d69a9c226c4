# SPDX-License-Identifier: AGPL-3.0-or-later
"""Phone numbers in what somebody mailed: found by their shape, in any country's way of writing.

Stricter than a table of numbering plans: seven figures in a row, with whatever stands between
figures of a phone number, are one, unless they are a date. Better one figure too many is left
out than one number too few. Numbers that everybody may know (help lines) stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

_BETWEEN: Final = r"[\s.,;:()\[\]/\\\-–—‐‑‒−·•_~*\u200b-\u200f\u2060\u00ad]"
_RUN: Final = re.compile(rf"[+＋(]?\s?\(?\d(?:{_BETWEEN}{{0,4}}\d){{6,}}")
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.I)
_CALLS: Final = re.compile(r"wa\.me|whatsapp|t\.me|signal|telegram|phone|viber|tel[/=:]", re.I)
_DATE: Final = re.compile(
    r"(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:19|20)?\d\d"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d)"
    r"(?:[\s,]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?"
)
_FEWEST: Final = 7
_FIRST_SIGN: Final = 0xE000
_MOST_ASIDE: Final = 100
_SIGNS: Final = re.compile("[\ue000-\uf8ff]")
"""Signs of nobody's script (private use): taken out of what comes, and used here."""


def without_numbers(text: str, *, instead: str) -> str:
    """Return a text in which ``instead`` stands for every phone number."""
    parts: list[str] = []
    end = 0
    for link in _LINK.finditer(text):
        parts.append(_plain(text[end : link.start()], instead))
        calls = _CALLS.search(link[0]) and len(figures_of(link[0])) >= _FEWEST
        parts.append(instead if calls else link[0])
        end = link.end()
    parts.append(_plain(text[end:], instead))
    return "".join(parts)


def known_put_aside(text: str, known: Collection[str]) -> tuple[str, list[str]]:
    """Return a text with a sign for every known number in it, and these as they were written."""
    figures = {figures_of(number) for number in known}
    aside: list[str] = []

    def put(found: re.Match[str]) -> str:
        if figures_of(found[0]) not in figures or len(aside) >= _MOST_ASIDE:
            return found[0]
        aside.append(found[0])
        return chr(_FIRST_SIGN + len(aside) - 1)

    return _RUN.sub(put, _SIGNS.sub("", text)), aside


def known_put_back(text: str, aside: Sequence[str]) -> str:
    """Undo `known_put_aside`."""
    for number, written in enumerate(aside):
        text = text.replace(chr(_FIRST_SIGN + number), written)
    return text


def figures_of(text: str) -> str:
    """Return the figures in a text, whatever script they are in."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _plain(text: str, instead: str) -> str:
    def put(found: re.Match[str]) -> str:
        run = found[0]
        if _DATE.fullmatch(run.strip()):
            return run
        return f" {instead}" if run[0].isspace() else instead

    return _RUN.sub(put, text)
