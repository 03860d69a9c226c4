# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words people write: made safe, made into HTML, and made short. In one place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt

MAX_CHARACTERS = 20_000
"""Longer text is refused, and never made into HTML: a million brackets would take minutes."""

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"(?:[^\W\d_](?:[^\W_]|[ ,.;:?!¿¡…'’“”()/%–—-])*(?<! )(?:\n{1,2}|$))+")
"""Lines that begin with a letter, without a sign that Markdown or HTML knows."""
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</?(?:p|br|ul|ol|li|blockquote|pre|hr)\b[^>]*>")
"""Where one line ends and another begins; all other tags stand inside of words."""


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    rules = ["emphasis", "link", "autolink", "list", "blockquote", "backticks", "fence", "newline"]
    markdown = MarkdownIt("zero", {"breaks": True, "html": False, "linkify": True})
    if markdown.linkify is not None:  # a whole address only: "e.g." and "me@home" stay words
        markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return markdown.enable([*rules, "escape", "entity", "linkify"])


def render(source: str) -> str:
    """Return safe HTML for a small subset of Markdown.

    Paragraphs, line breaks, emphasis, links, lists, quotes and code. No images, no raw
    HTML, no headings (a post lives inside a page that has its own). Whole web addresses become
    links. Links lead out of the house only (one to our own "leave quickly" would be a bad joke),
    open nothing by themselves and pass on neither address nor rank. Signs that mean something
    only with words behind them stand as they were typed: a lone "-" or ">" is a post, too.
    """
    source = source[:MAX_CHARACTERS]
    if "://" not in source and _PLAIN.fullmatch(source):
        return _paragraphs(source)
    html = nh3.clean(
        _markdown().render(source),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel="nofollow noopener noreferrer",
    )
    if _TAG.sub("", html).strip() or not source.strip():
        return html
    return "<p>{}</p>\n".format(escape(source).replace("\n", "<br>\n"))


def _paragraphs(source: str) -> str:
    """Do for plain lines what Markdown and cleaning would do, for a tenth of the time."""
    parts = source.strip("\n").split("\n\n")
    return "".join(f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>\n" for part in parts)


def tidy(source: str) -> str:
    """Return the text in one Unicode form with plain line ends and no control characters."""
    text = unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def plain(html: str) -> str:
    """Return the words of a rendered text on one line, without the signs that laid it out."""
    return _SPACES.sub(" ", unescape(_TAG.sub("", _BLOCK.sub(" ", html)))).strip()


def excerpt(source: str, characters: int = 160) -> str:
    """Return the beginning of a text on one line, cut between words, as `render` reads it."""
    return excerpt_of(render(source), characters)


def excerpt_of(html: str, characters: int = 160) -> str:
    """Do that for a text that is rendered already."""
    line = plain(html)
    if len(line) <= characters:
        return line
    head = line[: characters + 1].rsplit(" ", 1)[0][:characters]
    return f"{head.rstrip()}…"


def count_links(source: str) -> int:
    """Return how many web addresses a text carries."""
    return len(_LINK.findall(source))
