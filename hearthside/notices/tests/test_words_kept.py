# SPDX-License-Identifier: AGPL-3.0-or-later
"""What could be somebody's words waits for a look: it is never cut away unasked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.mails.own_words import OwnWords
from hearthside.notices.tests.corpus import FROM, OUR_MAIL, QUOTED
from hearthside.notices.tests.test_own_words import ATTRIBUTIONS, LINES, said

ATTRIBUTION = f"On Tue, Mar 3, 2026 at 6:05 PM Notes <{FROM}> wrote:"
BEFORE = "I know that feeling."


def is_lost(found: OwnWords, words: str) -> bool:
    """Whether some of these words would be posted no more, and nobody was asked."""
    left = set(re.findall(r"\w+", found.words))
    return not found.doubt and not set(re.findall(r"\w+", words)) <= left


# --- words between dashes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["-- The good part --", "== What I told her ==", "--- Later ---"]
)
@pytest.mark.parametrize(
    "below",
    [
        "I slept.",
        "From: my heart\nTo: all of you\nSubject: sleep\n\nI slept.",
        "> There is something new\n\nI slept.",
        "\n\nNight: bad\nDay: good\n\nI slept.",
    ],
)
def test_a_heading_that_was_typed_loses_nothing(heading: str, below: str) -> None:
    for quote in (f"{ATTRIBUTION}\n{QUOTED}", f"From: Notes <{FROM}>\nSent: Tuesday\n\n{OUR_MAIL}"):
        found = said(f"I am tired.\n\n{heading}\n{below}\n\n{quote}")

        assert found.doubt == "quotes"
        assert "I slept." in found.whole


@pytest.mark.parametrize(
    "quote",
    [
        f"-----Original Message-----\n{QUOTED}",
        f"-----Original Message-----\n{ATTRIBUTION}\n\n{QUOTED}",
        f"-----Original Message-----\n------- Original Message -------\n{ATTRIBUTION}\n{QUOTED}",
        f"------- Mensaje original -------\nDe: Notas <{FROM}>\nFecha: 3/3/26\n\n{OUR_MAIL}",
        f"-------- Original message --------\nFrom: {FROM}\nDate: 3/3/26\n\n{OUR_MAIL}",
        f"-----Original Message-----\n{ATTRIBUTION}\n{OUR_MAIL}",
        f"-----Original Message-----\nDate: 3/3/26\nFrom: Notes <{FROM}>\nTo: x\n\n{OUR_MAIL}",
        f"Begin forwarded message:\n\n> From: Notes <{FROM}>\n> Date: 3/3/26\n>\n{QUOTED}",
    ],
)
def test_what_programmes_write_above_a_quote_goes_with_it(quote: str) -> None:
    assert (said(f"{BEFORE}\n\n{quote}").words, said(f"{BEFORE}\n\n{quote}").doubt) == (BEFORE, "")


def test_words_below_a_heading_like_that_of_a_mail_are_not_its_quote() -> None:
    text = f"From: my heart\nTo: all of you\nSubject: sleep\n\nI slept.\n\n{ATTRIBUTION}\n{QUOTED}"

    assert said(f"Hi.\n\n{text}").doubt == "quotes"


@given(st.lists(LINES, min_size=1, max_size=7).map("\n".join), ATTRIBUTIONS)
def test_no_word_above_a_quote_is_lost(text: str, attribution: str) -> None:
    assert not is_lost(said(f"{text}\n\n{attribution}\n{QUOTED}"), text)
