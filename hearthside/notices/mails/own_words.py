# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody said in a mail, and nothing of who they are elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from hearthside.core.text import MAX_CHARACTERS, tidy
from hearthside.notices.mails.numbers import known_put_aside, known_put_back, without_numbers
from hearthside.notices.mails.quotes import Ours, without_quotes
from hearthside.notices.mails.signatures import without_signature

_LONGEST: Final = 3 * MAX_CHARACTERS
_WORD: Final = re.compile(r"[^\W\d_]+")
_NO_NAMES: Final = frozenset({
    "info", "mail", "email", "hello", "contact", "office", "post", "the", "and", "von", "van",
    "der", "den", "del", "las", "los", "san", "mrs", "mr"
})  # fmt: skip
_ALSO_WORDS: Final = frozenset({
    "will", "hope", "may", "mark", "grace", "joy", "faith", "rose", "bill", "art", "rich",
    "pat", "sue", "grant", "dean", "guy", "miles", "sol", "luz", "paz", "cruz", "mar", "amor",
    "june", "april", "august", "summer", "dawn", "star", "sky", "river", "rain", "sunny",
    "honey", "angel", "ernst", "klein", "gross", "sommer", "winter", "blue", "lily", "ivy",
    "fern", "heather", "robin", "wren", "rowan", "ash", "reed", "lark"
})  # fmt: skip
"""Names that are also words: in small letters they are words."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a mail, as far as it has to be kept out of their words, and how we are called."""

    names: Collection[str] = ()
    addresses: Collection[str] = ()
    ours: Ours = field(default_factory=Ours)
    known_numbers: Collection[str] = ()
    instead_of_number: str = "[…]"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that can be posted; where ``doubt`` names a reason, only after a look."""

    words: str
    whole: str
    """All that came, so that nothing is lost where there is a doubt."""
    doubt: str = ""


def own_words(text: str, writer: Writer) -> OwnWords:
    """Return what somebody said, without quotes, signature, numbers and their own name.

    Doubts: ``quotes`` and ``signature`` where something may be one or the other, ``name`` where
    their own name stands among their words, ``empty`` where nothing is left,
    ``too-long`` where it is not even looked at.
    """
    whole = tidy(text)
    if len(whole) > _LONGEST:
        return OwnWords("", whole, "too-long")
    parts = name_parts(writer)
    shown, aside = known_put_aside(whole, writer.known_numbers)
    unquoted = without_quotes(shown, writer.ours)
    unsigned = without_signature(unquoted.text, parts)
    words = _without_addresses(unsigned.text, writer.addresses)
    words = without_numbers(words, instead=writer.instead_of_number)
    words = re.sub(r"\n{3,}", "\n\n", known_put_back(words, aside).strip())
    doubt = unquoted.doubt or unsigned.doubt
    if not doubt and _tells_a_name(words, parts):
        doubt = "name"
    if not _WORD.search(words.replace(writer.instead_of_number, "")) and not _is_sign(words):
        doubt = doubt or "empty"
    return OwnWords(words, whole, doubt)


def name_parts(writer: Writer) -> frozenset[str]:
    """Return the single words of all names and addresses somebody goes by."""
    local = [address.partition("@")[0] for address in writer.addresses]
    found = {_folded(word) for name in [*writer.names, *local] for word in _WORD.findall(name)}
    return frozenset(word for word in found if len(word) >= 3 and word not in _NO_NAMES)


def _tells_a_name(words: str, parts: Collection[str]) -> bool:
    for word in _WORD.findall(words):
        low = _folded(word)
        if low in parts and (low not in _ALSO_WORDS or word[0].isupper()):
            return True
        if len(low) > 8 and any(len(part) >= 4 and part in low for part in parts):
            return True  # "annaschmidt", as in the address of a page of their own
    return False


def _without_addresses(text: str, addresses: Collection[str]) -> str:
    for address in addresses:
        text = re.sub(re.escape(address), "[…]", text, flags=re.I)
    return text


def _is_sign(words: str) -> bool:
    """Whether there is at least a heart: one sign is enough for an answer."""
    return any(unicodedata.category(sign) in ("So", "Sk", "Nd") for sign in words) or bool(
        re.search(r"<3|[:;]-?[)(]", words)
    )


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
