# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as a search compares them: without accents, capitals and endings. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # says nothing of its types

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_LONGEST = 40
"""Longer runs of letters are addresses and noise; nobody looks for them."""
_STEMMERS = {"en": snowballstemmer.stemmer("english"), "es": snowballstemmer.stemmer("spanish")}
"""Languages whose endings are known. Words of others are compared as they stand."""


def fold(text: str) -> str:
    """Return text in small letters, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    parts = unicodedata.normalize("NFKD", parts.casefold())  # signs that stand for capitals
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain)  # what only seemed to be parts stands as one sign


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, small, with their accents; "don't" is one."""
    return _WORD.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFC", text.casefold())))


def stems_of(text: str, language: str) -> list[str]:
    """Return what a text is found by, in its order; words of a language by their stems."""
    code = language.partition("-")[0]
    return [stem for word in words_of(text) for stem in _stems(word[:_LONGEST], code)]


@lru_cache(maxsize=65_536)
def stems_sought(word: str) -> tuple[str, ...]:
    """Return every stem under which a word may stand, whatever language it was written in."""
    found = [_plain(word)]
    for code in _STEMMERS:
        found += _stems(word[:_LONGEST], code)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65_536)
def _stems(word: str, code: str) -> tuple[str, ...]:
    """The stem of the word as written, and of the word as somebody types it without accents."""
    stemmer = _STEMMERS.get(code)
    if stemmer is None:
        return (_plain(word),)
    both = (_plain(stemmer.stemWord(word)), _plain(stemmer.stemWord(_plain(word))))
    return tuple(dict.fromkeys(both))


def _plain(word: str) -> str:
    """One word stays one: a sign that folds into several has its letters put together."""
    return "".join(_WORD.findall(fold(word)))[:_LONGEST]
