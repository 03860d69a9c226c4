# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of a mail that was only sent as HTML. Nothing of the markup goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

import nh3

_BREAKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"
})  # fmt: skip
_APART: Final = frozenset({
    "p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"
})  # fmt: skip
_UNSEEN: Final = {"head", "style", "script", "title", "template", "object", "svg", "noscript"}
_EMPTY: Final = frozenset({
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"
})  # fmt: skip
_SIGNATURE: Final = re.compile(r"gmail_signature|moz-signature|mobile-signature|signature\b", re.I)
_QUOTE: Final = re.compile(
    r"yahoo_quoted|divrplyfwdmsg|appendonsend|zmail_extra|protonmail_quote", re.I
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"font-size\s*:\s*(?:0+(?:\.0*)?|\.0+)\s*(?:[a-z]+|%)?\s*(?:[;!]|$)",
    re.I,
)
_DEEPEST: Final = 400
_TAGS: Final = set(nh3.ALLOWED_TAGS | _BREAKS | {"font", "big"})
_ATTRIBUTES: Final = {"*": {"class", "id", "style", "hidden"}}
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.I)


def text_of(html: str) -> str:
    """Return the words as a reader of the mail saw them, quotes marked with ">".

    The markup is put in order by a browser's rules first: `html.parser` looks at all that
    follows for each tag that is never closed, and a mail could keep it busy for hours.
    """
    reader = _Reader()
    reader.feed(
        nh3.clean(
            _shallow(html),
            tags=_TAGS,
            clean_content_tags=_UNSEEN,
            attributes=_ATTRIBUTES,
            link_rel=None,
        )
    )
    reader.close()
    return reader.text()


def _shallow(html: str) -> str:
    """The same without the tags that stand deeper than any mail is: each costs its whole depth."""
    depth = 0

    def counted(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _EMPTY:
            return tag[0]
        was_too_deep = depth > _DEEPEST
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        return "<br " if was_too_deep or depth > _DEEPEST else tag[0]

    return _TAG.sub(counted, html)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._open: list[tuple[str, bool, bool]] = []
        """Each open element: its name, whether it hides its words, whether it quotes."""
        self._unseen = self._quoted = self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS or tag == "br":
            self._break(apart=tag in _APART, asked=tag == "br")
        if tag in _EMPTY or len(self._open) >= _DEEPEST:
            return
        marks = " ".join(value for name, value in attrs if name in ("class", "id") and value)
        style = " ".join(value for name, value in attrs if name == "style" and value)
        names = {name for name, _value in attrs}
        hides = "hidden" in names or bool(_HIDDEN.search(style))
        if not self._unseen and not hides and not self._quoted:
            self._note(marks)
        self._open.append((tag, hides, tag == "blockquote"))
        self._unseen += hides
        self._quoted += tag == "blockquote"
        self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._break(apart=tag in _APART)
        if not any(name == tag for name, *_rest in self._open):
            return
        while self._open:
            name, hides, quotes = self._open.pop()
            self._unseen -= hides
            self._quoted -= quotes
            self._kept -= name == "pre"
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._kept:
            for number, part in enumerate(data.split("\n")):
                if number:
                    self._break(apart=False)
                self._line += part
        else:
            self._line += re.sub(r"[ \t\r\n\f]+", " ", data)

    def text(self) -> str:
        """All lines, with at most one empty line between two."""
        self._break(apart=False)
        return "\n".join(_without_gaps(self._lines)).strip("\n")

    def _note(self, marks: str) -> None:
        """Say in text what a mail programme says by a class: a signature, a quote begins."""
        if _QUOTE.search(marks):
            self._break(apart=True)
            self._lines.append("-----Original Message-----")
        elif _SIGNATURE.search(marks):
            self._break(apart=True)
            self._lines.append("-- ")

    def _break(self, *, apart: bool, asked: bool = False) -> None:
        line = self._line.strip(" ")
        if line:
            self._lines.append(f"{'> ' * min(self._quoted, 3)}{line}")
        if apart or (asked and not line):
            self._lines.append("")
        self._line = ""


def _without_gaps(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept
