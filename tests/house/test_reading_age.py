# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for people can be read at the age of twelve or so, on a bad night, and never shout.

The catalogue holds every message with the file it comes from (`test_translations` sees to
that), so it is read instead of the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pytest

from tests.house.ground import ROOT
from tests.house.test_translations import CATALOGUES, own, read, texts

NEVER: Final = (
    "successfully", "invalid", "error 500", "please note", "you must", "simply", "streak",
    "suffering from", "committed suicide", "attention-seeking", "non-compliant",
)  # fmt: skip
LONGEST_SENTENCE: Final = 30
"""In words."""
HIGHEST_GRADE: Final = 8
SHORTEST_SENTENCE: Final = 5
"""In words. Labels and buttons are no sentences, and would make any text look easy."""

_END = re.compile(r"(?<=[.?!:])[”’)\"]*\s+")
_TAG = re.compile(r"<[^>]+>")
_PLACE = re.compile(r"%\(\w+\)[sd]")
_WORD = re.compile(r"[\w’'-]+")


def english() -> dict[str, list[str]]:
    """Map each domain to the messages it says, plural forms included."""
    said: dict[str, list[str]] = {}
    for message in own(read(CATALOGUES[0])):
        for domain in {path.partition("/")[0] for path, _line in message.locations}:
            said.setdefault(domain, []).extend(texts(message.id))
    return said


def sentences(messages: Iterable[str]) -> list[list[str]]:
    """Split into sentences, and those into words; a place to fill in counts as one word."""
    plain = (_PLACE.sub("Ana", _TAG.sub("", message)) for message in messages)
    split = (_WORD.findall(sentence) for text in plain for sentence in _END.split(text))
    return [words for words in split if words]


def reading_grade(said: list[list[str]]) -> float:
    """Return the school grade (United States) in which these sentences can be read.

    The Automated Readability Index: 4.71 times letters per word, plus 0.5 times words per
    sentence, less 21.43.

    Source:
        Senter & Smith (1967), Automated Readability Index, AMRL-TR-66-220, Wright-Patterson
        Air Force Base.
    """
    words = [word for sentence in said for word in sentence]
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(said) - 21.43


@pytest.mark.parametrize("domain", sorted(english()))
def test_a_domain_can_be_read_in_the_eighth_grade(domain: str) -> None:
    said = [words for words in sentences(english()[domain]) if len(words) >= SHORTEST_SENTENCE]
    assert not said or reading_grade(said) <= HIGHEST_GRADE


def test_no_sentence_needs_two_breaths() -> None:
    said = [words for messages in english().values() for words in sentences(messages)]
    assert [" ".join(words) for words in said if len(words) > LONGEST_SENTENCE] == []


def test_nobody_is_shouted_at() -> None:
    messages = [message for path in CATALOGUES for message in own(read(path))]
    said = [text for m in messages for text in [*texts(m.id), *texts(m.string)]]
    assert [text for text in said if "!" in text or "¡" in text] == []


def test_some_words_are_never_said() -> None:
    law = (ROOT / "docs" / "language.md").read_text().casefold()
    assert [words for words in NEVER if words not in law] == []
    said = [text for messages in english().values() for text in messages]
    assert [t for t in said if any(re.search(rf"\b{words}", t, re.I) for words in NEVER)] == []


def test_the_grade_is_the_published_formula() -> None:
    said = sentences(["The cat sat on the mat.", "It was warm there."])
    assert reading_grade(said) == pytest.approx(4.71 * 31 / 10 + 0.5 * 10 / 2 - 21.43)
