# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the conversations of the demo are written down, and how they are read.

They are written as a play, so that whoever reviews the words can read them as such:

    @ day 4 23:52 · nights · Dusk           begins a conversation on a board
    # A title, or none
    What is said. A blank line begins a new paragraph; lines are joined.

    @ 3m · Lamplight                        answers three minutes later
    I am here.

    @ 20m · Tomillo · es                    the same, in Spanish
    @ 9m · Wren · without a name            the same, under a name made up for this conversation
    @ 9m · Wren · notes grief faith         the same, with notes of what the words talk about
    @ 9m · Mossy · asks: Wren               the same, and Wren is asked first for an answer
    @ 2h before now · Fern                  the same, counted back from the end of the story
    @ 5m · Fern · takes back                does something other than speaking (`acts.VERBS`)
    @ 5m · Fern · gives hope: Wren          the same, to the last words of somebody

A conversation may say `wants listen`, too: which kind of answer is hoped for. On the board
`to Wren` somebody asks Wren to write; what follows is between the two (`letters.VERBS`).

A conversation ends where the next begins. ``day 1`` is 21 days before the demo is played
and ``day 21`` the day before, in UTC; ``40m ago`` counts back from that moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

DAYS: Final = 21
SPEAKS: Final = "says"
UNNAMED: Final = "without a name"
LANGUAGES: Final = ("en", "es")

_WHEN = re.compile(r"day (\d+) (\d\d):(\d\d)|(\S+) ago")
_SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


class Unreadable(ValueError):
    """A line of the play does not follow its own form."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one member does in a conversation, and how long after what came before.

    ``before_end`` counts back from the end of the story instead.
    """

    who: str
    after: timedelta
    language: str
    words: str = ""
    verb: str = SPEAKS
    about: str = ""
    unnamed: bool = False
    notes: tuple[str, ...] = ()
    before_end: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: where and when it begins, its title, and everything in it."""

    begins: str
    board: str
    title: str
    is_announcement: bool
    wants: str
    cues: tuple[Cue, ...]


def talks_in(play: str) -> list[Talk]:
    """Read a play.

    Raises:
        Unreadable: a line does not follow the form above.
    """
    talks: list[Talk] = []
    for head, body in _parts(play):
        if _WHEN.fullmatch(head[0]):
            talks.append(_opening(head, body))
        elif talks:
            last = talks[-1]
            cue = _cue(head, body, last.cues[0].language)
            talks[-1] = replace(last, cues=(*last.cues, cue))
        else:
            raise Unreadable(f"an answer to nothing: {head}")
    return talks


def instant(when: str, now: datetime) -> datetime:
    """Return the moment that ``day 4 23:52`` or ``40m ago`` means when it is played ``now``."""
    if not (found := _WHEN.fullmatch(when)):
        raise Unreadable(f"not a moment: {when}")
    if found[4]:
        return now - span(found[4])
    first = now.astimezone(UTC).date() - timedelta(days=DAYS)
    day = first + timedelta(days=int(found[1]) - 1)
    return datetime.combine(day, time(int(found[2]), int(found[3])), UTC)


def span(text: str) -> timedelta:
    """Return the length of time that ``2d``, ``1d3h`` or ``40m`` means."""
    found = _SPAN.fullmatch(text)
    if not found or not text:
        raise Unreadable(f"not a length of time: {text}")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def joined(body: str) -> str:
    """Join the lines of each paragraph; the items of a list stay on their own."""
    paragraphs = re.split(r"\n\s*\n", body.strip())
    return "\n\n".join(re.sub(r"\n(?!- )", " ", each) for each in paragraphs)


def _parts(play: str) -> Iterator[tuple[list[str], str]]:
    for part in re.split(r"^@ ", play, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        yield [field.strip() for field in head.split("·")], body.strip()


def _opening(head: list[str], body: str) -> Talk:
    if len(head) < 3:
        raise Unreadable(f"when, which board and who: {head}")
    begins, board, who, *rest = head
    title = ""
    if body.startswith("# "):
        title, _, body = body[2:].partition("\n")
    language = next((each for each in rest if each in LANGUAGES), "en")
    said = Cue(who, timedelta(0), language, joined(body), unnamed=UNNAMED in rest)
    opening = replace(said, notes=_after("notes", rest))
    wants = " ".join(_after("wants", rest))
    return Talk(begins, board, title.strip(), "announcement" in rest, wants, (opening,))


def _after(word: str, fields: list[str]) -> tuple[str, ...]:
    """What stands in a head behind a word."""
    found = [each.split()[1:] for each in fields if each.startswith(f"{word} ")]
    return tuple(found[0]) if found else ()


def _cue(head: list[str], body: str, language: str) -> Cue:
    if len(head) < 2:
        raise Unreadable(f"how long after, and who: {head}")
    after, who, *rest = head
    verb = about = ""
    for each in rest:
        if each in LANGUAGES:
            language = each
        elif each != UNNAMED and not each.startswith("notes "):
            verb, _, about = each.partition(": ")
    long, _, before = after.partition(" ")
    if before not in ("", "before now"):
        raise Unreadable(f"how long after, or before now: {head}")
    return Cue(
        who,
        timedelta(0) if before else span(long),
        language,
        joined(body),
        verb or SPEAKS,
        about,
        UNNAMED in rest,
        _after("notes", rest),
        span(long) if before else None,
    )
