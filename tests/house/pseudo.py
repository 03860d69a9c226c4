# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language in which every word of the product stands in brackets, and a reader of pages.

What a page says outside the brackets was never offered to a translator.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Final

LANGUAGE: Final = "ia"
"""A language that Django knows by name, and that has neither catalogue nor formats of its own."""

_SEPARATOR: Final = "\x04"
_EDGE: Final = "\n\n"
_UNSEEN: Final = {"script", "style", "template"}
_EMPTY: Final = {"input", "br", "img", "meta", "link", "hr"}
_ZONES: Final = ("select", "zone")
_SPOKEN: Final = {"title", "aria-label", "aria-description", "placeholder", "alt", "label"}
_SPEAKING: Final = {"data-offline", "data-confirm", "hx-confirm", "data-busy"}
_LETTERS: Final = re.compile(r"[^\W\d_]")


class Bracketed(NullTranslations):
    """Gives every message back in brackets, its places and tags untouched."""

    def gettext(self, message: str) -> str:
        """Put a message into brackets; a context is not for reading."""
        return f"⟦{message.rpartition(_SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Choose as English does, then as `gettext`."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        """Return the code that Django asks for."""
        return LANGUAGE

    def language(self) -> str:
        """Return the code that Django asks for."""
        return LANGUAGE


class _Reader(HTMLParser):
    """Collects what a person sees or hears of a page: text in one run, and each spoken attribute.

    Left out are parts marked ``translate="no"``, and time zones, listed by their own names.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own_words = given.get("translate") == "no" or (tag, given.get("name")) == _ZONES
        if tag not in _EMPTY:
            unseen = tag in _UNSEEN or own_words or self._is_unseen
            self._open.append((tag, unseen))
        if not (own_words or self._is_unseen):
            self.attributes += [given[name] for name in given if self._speaks(tag, given, name)]
        self.text.append(_EDGE)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        self.text.append(_EDGE)

    def handle_data(self, data: str) -> None:
        if not self._is_unseen:
            self.text.append(data)

    @property
    def _is_unseen(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @staticmethod
    def _speaks(tag: str, given: dict[str, str], name: str) -> bool:
        if name in _SPOKEN or name in _SPEAKING:
            return True
        if tag == "meta":
            return name == "content" and given.get("name") == "description"
        if tag == "input":
            return name == "value" and given.get("type") in ("submit", "button")
        # An element of our own says the words it was given; addresses and marks have no spaces.
        return "-" in tag and name != "class" and (" " in given[name] or "⟦" in given[name])


def untranslated(html: str) -> list[str]:
    """Return what a page says outside the brackets, in pieces, each with some letter."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    bare = map(_outside_brackets, ["".join(reader.text), *reader.attributes])
    pieces = [" ".join(piece.split()) for text in bare for piece in text.split(_EDGE)]
    return [piece for piece in pieces if _LETTERS.search(piece)]


def _outside_brackets(text: str) -> str:
    kept, depth = [], 0
    for sign in text:
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        if depth == 0 and sign != "⟧":
            kept.append(sign)
    return "".join(kept)
