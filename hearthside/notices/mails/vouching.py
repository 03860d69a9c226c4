# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a mail server says of who sent a mail (``Authentication-Results``, RFC 8601).

Much in such a line is written by whoever sent the mail: the part before the @ of an address may
hold any sign in quotes, and servers repeat it. So it is read by its grammar, and not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_QUOTED: Final = re.compile(r'\\.|"((?:\\.|[^"\\])*)"', re.S)
_COMMENT: Final = re.compile(r"\([^()]*\)")
_DEEPEST: Final = 9
_NAMED: Final = re.compile(r"(?<![^ ;])([\w./-]+) ?= ?")
_METHOD: Final = re.compile(r"([a-z][\w-]*)(?:/\d+)?=([a-z]+)(?:\s|$)")
_DOMAINS: Final = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
}
"""Where each method says whom it looked at. Where the first is missing, the next is asked."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What one method found, and the domains it found it for."""

    method: str
    found: str
    domains: frozenset[str]


def vouches_for(results: Sequence[str], server: str, sender: str) -> bool:
    """Whether a mail server we trust says that a mail comes from where it says (DMARC).

    Only the first result under its name counts: it takes away those that others wrote in
    its name. Without a server that we trust there is nothing to ask, and this is True.
    """
    if not server:
        return True
    host = sender.rpartition("@")[2]
    for result in results:
        name, *parts = _plain(result).split(";")
        if name.split()[:1] == [server]:
            return bool(host) and _is_vouched_for(list(_read(parts)), host)
    return False


def _is_vouched_for(said: Sequence[_Result], host: str) -> bool:
    """Whether DMARC passed, or DKIM or SPF for the very domain where DMARC says nothing."""
    dmarc = [each for each in said if each.method == "dmarc" and each.found in ("pass", "fail")]
    if dmarc:
        return all(each.found == "pass" and each.domains <= {host} for each in dmarc)
    return any(
        each.method in ("dkim", "spf") and each.found == "pass" and each.domains == {host}
        for each in said
    )


def _read(parts: Sequence[str]) -> Iterator[_Result]:
    """Each part begins with a method and what it found; what it looked at follows."""
    for part in parts:
        method = _METHOD.match(part.lstrip())
        if not method or method[1] not in _DOMAINS:
            continue
        said = [word.partition("=") for word in part.split()]
        looked_at: set[str] = set()
        for name in _DOMAINS[method[1]]:
            told = {value for each, _equals, value in said if each == name}
            looked_at = looked_at or {value.rpartition("@")[2] for value in told}
        yield _Result(method[1], method[2], frozenset(looked_at))


def _plain(result: str) -> str:
    """A line without comments, with nothing in quotes that means something outside of them.

    Empty where a quote or a comment does not end: then nothing in it is believed.
    """
    plain = _QUOTED.sub(lambda found: re.sub(r"[^\w.@-]", "_", found[1] or "_"), result.lower())
    for _ in range(_DEEPEST):
        plain = _COMMENT.sub(" ", plain)
    if re.search(r'["()\\]', plain):
        return ""
    return _NAMED.sub(r"\1=", " ".join(plain.split()))
