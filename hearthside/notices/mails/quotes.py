# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a mail quotes the one it answers, in whatever language its programme speaks.

The mail that is answered is always ours, so whoever quotes it names us: our address, or what we
call ourselves. That finds "On Tuesday, Notes <…> wrote:" in languages nobody here reads. What may
be a quote and may be somebody's own words is a doubt, and nothing is thrown away then.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

_BIDI: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_ADDRESS: Final = re.compile(r"[^\s<>()\[\]]+@[^\s<>()\[\]]+")
_QUOTED: Final = re.compile(r"^\s{0,3}(?:[>＞›»|]|[A-Z]{1,3}>)")
_WROTE: Final = re.compile(
    r"\b(wrote|writes|schrieb|schreibt|escribi[oó]|ha escrito|a [eé]crit|ha scritto|scrisse|"
    r"schreef|skrev|skrifaði|napisał\w*|napsal\w*|escreveu|kirjoitti|írta|yazdı|a scris|"
    r"написал\w*|пише|написав\w*|έγραψε|כתב\w*|كتب\w*|写道|写了|のメール|작성)",
    re.I,
)
_SEPARATOR: Final = re.compile(
    r"^\s*[-=*_–—]{2,}\s*[^\W\d_][^-=*_]{3,50}[^\W\d_.!?]\s*[-=*_–—]{2,}\s*$"
)
_OF_PROGRAMMES: Final = re.compile(r"^\s*(?:-{4,}|[^\W\d_])")
"""How programmes set a quote apart; by fewer dashes, or other signs, people do."""
_RULE: Final = re.compile(r"^\s*(_{8,}|-{20,}|={20,})\s*$")
_FROM: Final = re.compile(
    r"^\W{0,3}(from|von|de|da|van|od|fra|från|frá|lähettäjä|feladó|gönderen|kimden|expeditor|"
    r"от|від|από|מאת|من|发件人|寄件者|差出人|보낸 ?사람)\W{0,3}\s*[:：]",
    re.I,
)
_LABEL: Final = re.compile(r"^[^\w>]{0,3}[^\W\d_](?:[^\W\d_]|[ .'’-]){0,24}\W{0,3}\s*[:：](?!//)")
_FORWARDED: Final = re.compile(
    r"^\W*(begin forwarded message|anfang der weitergeleiteten|inicio del mensaje reenviado|"
    r"début du message (réexpédié|transféré)|inizio messaggio inoltrato)\b.*:\s*$",
    re.I,
)
SIGNATURE_BELOW: Final = "-- "
"""The line that mail programmes write above a signature (RFC 3676, 4.3)."""
_LONG_LINE: Final = 60
_LINES_OF_HEADING: Final = 7
_LONGEST: Final = 600
"""Characters of what a programme writes above a quote; whatever is longer is somebody's words."""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """What stands in a mail beside quotes; ``doubt`` where that cannot be told for sure."""

    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Ours:
    """How a quote of a mail of ours names us: by addresses and links, or by what we are called."""

    marks: Sequence[str] = ()
    called: Sequence[str] = ()

    @classmethod
    def of(cls, marks: Collection[str], called: Collection[str]) -> Ours:
        """Make them ready to be compared."""
        return cls([m.casefold() for m in marks if m], [n.casefold() for n in called if n])

    def are_named_in(self, text: str) -> bool:
        """Whether an address or a link of ours stands in a text."""
        low = text.casefold()
        return any(mark in low for mark in self.marks)

    def wrote(self, text: str) -> bool:
        """Whether a text says that we wrote something."""
        low = text.casefold()
        called = any(name in low for name in self.called) and _WROTE.search(low)
        return bool(called) or self.are_named_in(low)


def without_quotes(text: str, ours: Ours) -> Unquoted:
    """Return a mail without what it quotes."""
    lines = [_trimmed(line) for line in text.split("\n")]
    end = _end(lines, ours)
    head, quote = lines[:end], lines[end:]
    kept, doubt = _beside(head, ours)
    if quote and not (any(line.strip() for line in kept) and _is_ours(quote, ours)):
        doubt = doubt or "quotes"
    left = "\n".join(kept).strip("\n")
    if ours.are_named_in(left) or _looks_quoted(kept):
        doubt = doubt or "quotes"
    return Unquoted(left, doubt)


def _trimmed(line: str) -> str:
    """A line without what is not seen; the one that sets a signature apart has its space."""
    plain = _BIDI.sub("", line.replace("\u00a0", " "))
    return plain if plain == SIGNATURE_BELOW else plain.rstrip()


def _is_ours(quote: Sequence[str], ours: Ours) -> bool:
    """Whether what looks like a quote is one of our mail, and not words below a line of dashes."""
    top: list[str] = []
    for before, line in pairwise(["", *quote]):
        goes_on = before.strip() or not top or _LABEL.match(line) or _sets_apart(top[-1])
        if line.strip() and not goes_on:
            break
        top += [line] if line.strip() else []
    return _names_us("\n".join(top[:_LINES_OF_HEADING]), ours)


def _names_us(text: str, ours: Ours) -> bool:
    low = text.casefold()
    return ours.are_named_in(low) or any(name in low for name in ours.called)


def _end(lines: Sequence[str], ours: Ours) -> int:
    """Return before which line everything else is a quote; behind the last where nothing is."""
    for at, line in enumerate(lines):
        if _QUOTED.match(line):
            continue
        if _sets_apart(line) and _OF_PROGRAMMES.match(line):
            below = _quote_below(lines, at, ours)
            if below < len(lines) and not _QUOTED.match(lines[below]):
                return at
        if _begins_heading(lines, at, ours):
            before = at
            while before and (not lines[before - 1].strip() or _RULE.match(lines[before - 1])):
                before -= 1
            return before
        begins = _attribution(lines, at, ours)
        if begins is not None and not _goes_on_quoted(lines, at + 1):
            return begins
    return len(lines)


def _sets_apart(line: str) -> bool:
    """Whether words between dashes stand here, as above a quote and above what somebody tells."""
    return len(line) <= _LONGEST and bool(_SEPARATOR.match(line) or _FORWARDED.match(line))


def _quote_below(lines: Sequence[str], at: int, ours: Ours) -> int:
    """Return where the quote begins that such a line stands above; behind the last if none is."""
    for below in range(at + 1, min(len(lines), at + _LINES_OF_HEADING)):
        line = lines[below]
        if not line.strip() or _RULE.match(line) or _sets_apart(line):
            continue
        is_from = _FROM.match(line) and (_ADDRESS.search(line) or _names_us(line, ours))
        if _QUOTED.match(line) or is_from or _begins_heading(lines, below, ours):
            return below
        for ends in range(below, min(len(lines), below + 4)):
            if _attribution(lines, ends, ours) is not None:
                return next((n for n in range(ends + 1, len(lines)) if lines[n].strip()), ends)
        break
    return len(lines)


def _begins_heading(lines: Sequence[str], at: int, ours: Ours) -> bool:
    """Whether the heading of the answered mail begins here: From, Sent, To, Subject.

    What somebody typed above ("Night: bad") looks the same. So in a language nobody here reads
    the first line is the one that names us, or stands below a line that sets a quote apart.
    """
    if len(lines[at]) > _LONGEST or not _LABEL.match(lines[at]):
        return False
    near = [line for line in lines[at + 1 : at + 7] if line.strip()][:4]
    labels = sum(bool(_LABEL.match(line)) for line in near)
    if _FROM.match(lines[at]) and (labels >= 2 or _ADDRESS.search(lines[at])):
        return labels >= 1
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    close = takewhile(_LABEL.match, lines[at : at + 5])
    first = close if _sets_apart(above) or _RULE.match(above) else [lines[at]]
    return labels >= 2 and ours.are_named_in("\n".join(first))


def _attribution(lines: Sequence[str], at: int, ours: Ours) -> int | None:
    """Return where the words begin that say who wrote what follows, if they end in this line.

    Programmes break them over several lines; the date and our name are in them.
    """
    if not lines[at].rstrip().endswith((":", "：")):
        return None
    named = None
    for begins in range(at, max(-1, at - 4), -1):
        if not lines[begins].strip() or _QUOTED.match(lines[begins]):
            break
        joined = " ".join(lines[begins : at + 1])
        if len(joined) > _LONGEST:
            break
        if not ours.wrote(joined):
            continue
        if re.search(r"\d", _ADDRESS.sub("", joined)):
            return begins
        named = begins if named is None else named
    return named


def _goes_on_quoted(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _beside(lines: Sequence[str], ours: Ours) -> tuple[list[str], str]:
    """Return the lines that are no quote, and a doubt where a quote may have been broken."""
    kept: list[str] = []
    doubt, after = "", ""
    for at, line in enumerate(lines):
        if _QUOTED.match(line):
            after = line
            continue
        if after and line.strip() and len(after) >= _LONG_LINE:
            doubt = "quotes"  # the end of a quoted line that some programme broke in two
        after = ""
        if _sets_apart(line):
            is_typed = not _OF_PROGRAMMES.match(line) or _quote_below(lines, at, ours) == len(lines)
            doubt = "quotes" if is_typed else doubt
            kept += [line] if is_typed else []
            continue
        kept.append(line)
        begins = _attribution(lines, at, ours)
        if begins is not None:
            del kept[len(kept) - (at + 1 - begins) :]
    return kept, doubt


def _looks_quoted(lines: Sequence[str]) -> bool:
    """Whether a line is left that says that somebody wrote something at some time."""
    return any(
        len(line) <= _LONGEST
        and line.rstrip().endswith((":", "："))
        and _WROTE.search(line)
        and re.search(r"[\d@]", line)
        for line in lines
    )
