# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where somebody's own words end and what their mail programme, firm or habit adds begins.

Whoever signs a mail signs it with the name they have elsewhere. Here they have another, or none.
So what is plainly a signature goes: their own name, their own address, a number, what a programme
adds. What might be one, and might be words, is a doubt: then nothing is posted and nothing lost
before its author has looked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hearthside.notices.mails.numbers import without_numbers
from hearthside.notices.mails.quotes import SIGNATURE_BELOW
from hearthside.notices.mails.signature_marks import (
    CLOSED_BY,
    CLOSING,
    COMMON,
    DELIMITER,
    FORMAL,
    LABELS,
    LEGAL,
    LEGAL_PERHAPS,
    LEGAL_PLAINLY,
    NOTE_WORD,
    PARTICLES,
    PERSONAL,
    POSTSCRIPT,
    REACHED,
    SENT,
    SENT_PLAINLY,
    SENTENCE_END,
    SIGNED,
    THIS_MAIL,
)

_LONGEST_BLOCK: Final = 8
_LONGEST_TAIL: Final = 14
_LONGEST_NOTE: Final = 160
_SHORT_LINE: Final = 60


@dataclass(frozen=True, slots=True)
class Unsigned:
    """What stands in a mail above its signature; ``doubt`` where that cannot be told for sure."""

    text: str
    doubt: str = ""


def without_signature(text: str, names: Collection[str]) -> Unsigned:
    """Return words without signature. ``names``: what somebody is called, in small letters."""
    lines = text.split("\n")
    doubts: list[str] = []
    lines = _trimmed(_delimited(lines, names, doubts))
    for cut in (_sent_from, _legal):
        lines = _trimmed(cut(lines, doubts))
    lines = _trimmed(_closed(lines, names, doubts))
    lines = _tail(lines, names, doubts)
    return Unsigned("\n".join(_trimmed(lines)), doubts[0] if doubts else "")


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and (not kept[-1].strip() or re.fullmatch(r"\s*[_=*~–—-]{2,}\s*", kept[-1])):
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept


def _delimited(lines: list[str], names: Collection[str], doubts: list[str]) -> list[str]:
    """Up to the line that sets a signature apart; one that was typed may set words apart, too."""
    for at, line in enumerate(lines):
        if DELIMITER.match(line):
            below = [each for each in lines[at + 1 :] if each.strip()]
            signed = line == SIGNATURE_BELOW or any(_is_of_writer(each, names) for each in below)
            if (
                (below and not signed)
                or len(below) > _LONGEST_TAIL
                or any(map(_may_be_words, below))
            ):
                doubts.append("signature")
            return lines[:at]
    return lines


def _sent_from(lines: list[str], doubts: list[str]) -> list[str]:
    """Up to "Sent from my telephone"; what stands below is no more somebody's words."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    for at, line in enumerate(lines):
        if len(line) > _LONGEST_NOTE:
            continue
        if SENT_PLAINLY.match(line):
            if _says_more(line):
                doubts.append("signature")
                continue
            if any(_may_be_words(each) for each in lines[at + 1 :]):
                doubts.append("signature")
            return lines[:at]
        if at in written[-2:] and SENT.match(line) and not _is_sentence(line):
            doubts.append("signature")
    return lines


def _says_more(line: str) -> bool:
    """Whether more stands in a line than a programme and a device."""
    words = re.findall(r"[^\W_]+", REACHED.sub(" ", line))
    return not all(NOTE_WORD.fullmatch(word) for word in words)


def _legal(lines: list[str], doubts: list[str]) -> list[str]:
    """Without the paragraph in which a firm warns of itself, and what stands below it."""
    for at, line in enumerate(lines):
        if not at or lines[at - 1].strip() or not line.strip():
            continue
        end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
        paragraph = "\n".join(lines[at:end])
        if _warns(paragraph):
            if any(_may_be_words(each) or PERSONAL.search(each) for each in lines[end:]):
                doubts.append("signature")
            return lines[:at]
        few = 2 if THIS_MAIL.search(paragraph) else 3
        if len(_legal_words(paragraph)) >= few or LEGAL_PERHAPS.search(paragraph):
            doubts.append("signature")
    return lines


def _warns(paragraph: str) -> bool:
    """Whether a paragraph is what firms put below each mail; such words alone are words."""
    if PERSONAL.search(paragraph):
        return False
    lines = paragraph.split("\n")
    begins = THIS_MAIL.search(lines[0]) or LEGAL.search(lines[0])
    if begins and THIS_MAIL.search(paragraph) and len(_legal_words(paragraph)) >= 2:
        return True
    others = [line for line in lines if not LEGAL_PLAINLY.search(line)]
    return len(others) < len(lines) and not any(map(_may_be_words, others))


def _legal_words(paragraph: str) -> set[str]:
    return {word.casefold() for word in LEGAL.findall(paragraph)}


def _closed(lines: list[str], names: Collection[str], doubts: list[str]) -> list[str]:
    """Up to the words that close a letter, where nothing but a signature stands below them.

    "Love" and "a hug" stay, without the name; they are words to somebody.
    """
    for at in range(len(lines) - 1, max(-1, len(lines) - 3 * _LONGEST_TAIL), -1):
        below = [line for line in lines[at + 1 :] if line.strip()]
        by = CLOSED_BY.match(lines[at]) if len(lines[at]) <= _SHORT_LINE else None
        closing = by or (CLOSING.match(lines[at]) if len(lines[at]) <= _SHORT_LINE else None)
        if not closing or not (by or below):
            continue
        who = _who(by[2] if by else below[0], names)
        block = below if by else below[1:]
        if who == Who.NOBODY:
            continue
        if who == Who.SOMEBODY or len(block) > _LONGEST_BLOCK or any(map(_may_be_words, block)):
            doubts.append("signature")
            return lines
        is_all = not any(line.strip() for line in lines[:at])
        goes = FORMAL.search(closing[1]) and not is_all
        return [*lines[:at], *([] if goes else [closing[1].strip()])]
    return lines


class Who(Enum):
    """Whom a line below the words that close a letter names."""

    WRITER = "the writer, by a name or an address of theirs"
    SOMEBODY = "somebody: the writer, or whom they speak to"
    NOBODY = "nobody: these are words"


def _who(line: str, names: Collection[str]) -> Who:
    if _is_own(line, names) or (_is_contact(line) and _is_of_writer(line, names)):
        return Who.WRITER
    words = re.findall(r"[^\W\d_][\w.'’-]*", line)
    low = [word for word in words if word[0].islower() and word not in PARTICLES]
    ended = any(len(word) > 3 and word.endswith(".") for word in words[:-1])
    if (
        not words
        or ended
        or len(words) > 4
        or " ".join(words).casefold().rstrip(".") in COMMON
        or (len(words) > 2 and low)
        or (len(words) == 2 and low and SENTENCE_END.search(line))
    ):
        return Who.NOBODY
    return Who.SOMEBODY


def _tail(lines: list[str], names: Collection[str], doubts: list[str]) -> list[str]:
    """Without the writer's name, a number, an address of theirs that stand by themselves at the
    end."""
    lines = _trimmed(lines)
    while lines and (_is_signed(lines) or _is_contact(lines[-1]) or _is_own(lines[-1], names)):
        if len(lines) == 1 or not _is_of_writer(lines[-1], names):
            doubts.append("signature")
            return lines
        lines = _trimmed(lines[:-1])
    if (len(lines) > 1 and _is_name(lines[-1])) or (
        lines and not _is_sentence(lines[-1]) and _has_names(lines[-1], names)
    ):
        doubts.append("signature")
    return lines


def _is_of_writer(line: str, names: Collection[str]) -> bool:
    """Whether a name or an address is the writer's own; a number goes whosever it is.

    Words beside it may be what they wanted to say: a verse has figures like those of a number.
    """
    if not _is_contact(line):
        return _has_names(line, names)
    if not all(_folded(word) in names for word in _beside_contact(line) or ()):
        return False
    low = _folded(line)
    return not REACHED.search(line) or any(len(name) >= 4 and name in low for name in names)


def _is_signed(lines: Sequence[str]) -> bool:
    """Whether the last line is a name behind a dash, and not the last entry of a list."""
    found = SIGNED.match(lines[-1])
    if not found or (len(lines) > 1 and re.match(r"\s*[-–—~*/]", lines[-2])):
        return False
    return not any(word[0].islower() for word in found[1].split())


def _may_be_words(line: str) -> bool:
    """Whether a line among a signature may be something that its writer wanted to say."""
    if not line.strip() or _is_contact(line) or _warns(line):
        return False
    begins_low = line.lstrip()[0].islower()
    ends = re.search(r"[!?…]\s*$|\w{5,}\.\s*$", line)
    return begins_low or bool(ends) or bool(POSTSCRIPT.match(line)) or _is_sentence(line)


def _is_sentence(line: str) -> bool:
    """Whether a line says something, as against a name, a title, an address."""
    if _warns(line) or _is_contact(line):
        return False
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", line)
    low = [word for word in words if word[0].islower() or not word[0].isupper()]
    return len(words) >= 5 and len(low) >= 3


def _is_contact(line: str) -> bool:
    """Whether a line is little more than a way to reach somebody."""
    beside = _beside_contact(line)
    return beside is not None and len(beside) <= 2


def _beside_contact(line: str) -> Sequence[str] | None:
    """Return the words beside a number or an address; None where a line has none."""
    if len(line) > 2 * _SHORT_LINE:
        return None
    left = without_numbers(REACHED.sub("\x00", line), instead="\x00")
    if "\x00" not in left:
        return None
    return re.findall(r"[^\W\d_]{2,}", LABELS.sub(" ", left.replace("\x00", " ")))


def _is_own(line: str, names: Collection[str]) -> bool:
    """Whether a line is somebody's own name and nothing else."""
    words = [_folded(word) for word in re.findall(r"[^\W\d_]+", line)]
    known = [word for word in words if word in names]
    return bool(known) and all(word in names or len(word) == 1 for word in words)


def _is_name(line: str) -> bool:
    """Whether a line by itself at the end could be a name."""
    line = line.strip()
    words = re.findall(r"[^\W\d_][\w'’.-]*", line)
    if not 1 <= len(words) <= 3 or len(line) > 40 or SENTENCE_END.search(line):
        return False
    if CLOSING.match(line) or " ".join(words).casefold() in COMMON:
        return False
    capital = all(word[0].isupper() or not word[0].islower() for word in words)
    return capital or len(words) == 1


def _has_names(line: str, names: Collection[str]) -> bool:
    return any(_folded(word) in names for word in re.findall(r"[^\W\d_]+", line))


def _folded(word: str) -> str:
    """A word without capitals and accents, as names are compared."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
