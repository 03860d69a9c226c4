# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said in the demo, held to the safety rules without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from hearthside.config.demo import letters
from hearthside.config.demo.acts import VERBS
from hearthside.config.demo.casting import Community
from hearthside.config.demo.script import Cue, Talk, Unreadable, instant, span, talks_in
from hearthside.config.demo.story import COMMUNITIES
from hearthside.forum.models import Note, Wanted

NEVER = {
    "ways to come to harm": r"overdos|\bhang(ed|ing|s)?\b|noose|\brope|\bcut(s|ting)?\b|blade"
    r"|razor|knife|\bgun|shoot|poison|drown|\bjump|\bbridge|\bledge|railway|\btrains?\b|bleach"
    r"|sobredosis|ahorc|cuchill|veneno|\bpuente|\bsoga|\bsaltar",
    "medicines and doses": r"\bpills?\b|\btablets?\b|\bdos(e|es|age|is)\b|milligram|pastilla"
    r"|\d+ ?(mg|ml|mcg|g)\b|antidepress|antipsych|lithium|litio|diazepam|sertraline|valium",
    "amounts of drink or drugs": r"\b\w+ (pints|glasses|bottles|grams|copas|litros|botellas)\b",
    "weight and calories": r"\b(\d+|\w+teen|\w+ty) ?(kg|kilos?|lbs?|stone|pounds)\b|kcal"
    r"|\bcalor(y|ie|ía)|\bweigh",
    "advice": r"\bshould(n.t)?\b|\byou must\b|\byou (need|have) to\b"
    r"|\bdeber[íi]as|\btienes? que\b|\bdebes?\b",
    "diagnosis by peers": r"\byou(.re| are| sound| seem) (depressed|bipolar|psychotic|anxious)"
    r"|\byou(.re| are) an? (addict|alcoholic)|\bestás (deprimid|enferm)",
    "cures": r"\bcure[ds]?\b|\bheals?\b|\bmiracle",
    "hard words": r"committed suicide|attention.seeking|suffering from|\bcrazy\b|\bjunkie"
    r"|\bloc[oa]s?\b",
    "ways to find somebody": r"https?:|www\.|\S@\S|\d{5,}",
}
"""Rules 1, 2, 16, 21 and 26 of the safety rules, as far as a word list can see."""


def said() -> Iterator[tuple[Community, Talk, Cue]]:
    for community in COMMUNITIES:
        for play in community.plays:
            for talk in talks_in(play):
                for cue in talk.cues:
                    yield community, talk, cue


@pytest.mark.parametrize("kind", NEVER)
def test_nobody_says(kind: str) -> None:
    for _, talk, cue in said():
        found = re.search(NEVER[kind], f"{talk.title} {cue.words}", re.IGNORECASE)
        assert not found, f"{cue.who} says {found[0]!r}: {cue.words[:80]}"


def test_everybody_speaks_in_their_own_words_once() -> None:
    words = [cue.words for _, _, cue in said() if len(cue.words) > 20 and cue.verb == "says"]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("clock", ["00:05", "05:30", "12:00", "23:55"])
def test_it_can_be_played_at_any_hour(clock: str) -> None:
    hour, minute = clock.split(":")
    now = datetime(2026, 3, 3, int(hour), int(minute), tzinfo=UTC)
    for community in COMMUNITIES:
        came = {part.name: instant(part.comes, now) for part in community.cast}
        for play in community.plays:
            for talk in talks_in(play):
                at = instant(talk.begins, now)
                for cue in talk.cues:
                    at = at + cue.after if cue.before_end is None else now - cue.before_end
                    assert at < now, f"{cue.who} would speak after now: {cue.words[:60]}"
                    assert came[cue.who] < at, f"{cue.who} speaks before they came: {cue.words}"


def test_the_play_uses_boards_verbs_and_people_that_exist() -> None:
    for community, talk, cue in said():
        people = {part.name for part in community.cast}
        if talk.board.startswith(letters.TO):
            assert talk.board.removeprefix(letters.TO) in people
            assert cue.verb in letters.VERBS
        else:
            assert talk.board in community.boards
            assert cue.verb in VERBS
        assert cue.who in people
        assert talk.wants in ("", *Wanted.values)
        assert set(cue.notes) <= set(Note.values)


def test_no_name_is_in_two_spaces() -> None:
    names = [part.name for community in COMMUNITIES for part in community.cast]
    assert len(names) == len(set(names))


PLAY = """
@ day 4 23:52 · nights · Dusk
help

@ 3m · Lamplight
One line
and its end.

- a list
- of two

@ 1h · Tomillo · es
Hola.

@ 2m · Dusk · moves to: hello

@ 1m · Dusk · notes grief faith
Two notes.

@ 2m · Wren · gives hope: Dusk

@ 40m ago · hello · Wren · es · announcement · wants listen
# A title
Words.
"""


def test_a_play_is_read_as_it_is_written() -> None:
    night, news = talks_in(PLAY)
    assert (night.begins, night.board, night.title) == ("day 4 23:52", "nights", "")
    assert [cue.words for cue in night.cues] == [
        "help",
        "One line and its end.\n\n- a list\n- of two",
        "Hola.",
        "",
        "Two notes.",
        "",
    ]
    assert [cue.language for cue in night.cues[:4]] == ["en", "en", "es", "en"]
    assert (night.cues[3].verb, night.cues[3].about) == ("moves to", "hello")
    assert (night.cues[4].verb, night.cues[4].notes) == ("says", ("grief", "faith"))
    assert (night.cues[5].verb, night.cues[5].about) == ("gives hope", "Dusk")
    assert (night.wants, news.wants) == ("", "listen")
    assert (news.title, news.is_announcement) == ("A title", True)
    assert (news.cues[0].words, news.cues[0].language) == ("Words.", "es")


@pytest.mark.parametrize(
    "play",
    [
        "@ 3m · Wren\nan answer to nothing",
        "@ day 1 10:00 · hello\nnobody",
        "@ day 1 10:00 · hello · Wren\nHello\n\n@ soon · Wren\nHello",
        "@ day 1 10:00 · hello · Wren\nHello\n\n@ 3m\nHello",
    ],
)
def test_a_play_that_makes_no_sense_is_refused(play: str) -> None:
    with pytest.raises(Unreadable):
        talks_in(play)


def test_moments_and_spans_are_read() -> None:
    now = datetime(2026, 3, 22, 10, 0, tzinfo=UTC)
    assert instant("day 1 09:10", now) == datetime(2026, 3, 1, 9, 10, tzinfo=UTC)
    assert instant("day 21 23:59", now) == datetime(2026, 3, 21, 23, 59, tzinfo=UTC)
    assert instant("1h30m ago", now) == datetime(2026, 3, 22, 8, 30, tzinfo=UTC)
    assert span("1d2h3m").total_seconds() == 93_780
    with pytest.raises(Unreadable):
        instant("tomorrow", now)
