# SPDX-License-Identifier: AGPL-3.0-or-later
"""Of a mail only what somebody said is posted: no quote, no signature, no number, no name."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.mails.numbers import figures_of, without_numbers
from hearthside.notices.mails.own_words import OwnWords, Writer, own_words
from hearthside.notices.mails.quotes import Ours
from hearthside.notices.tests.corpus import (
    ADDRESS,
    FROM,
    NAME,
    PLAIN_AND_QUOTING,
    QUOTED,
    REPLY_TO,
    Sample,
)
from hearthside.notices.tests.corpus_signed import SIGNED

WRITER = Writer(
    names=[NAME],
    addresses=[ADDRESS],
    ours=Ours.of(
        ["reply+", FROM, "https://community.example.org/"], ["Notes", "Notas", "Quiet Herons"]
    ),
    known_numbers=["116 123", "0800 111 0 111"],
)


def said(text: str) -> OwnWords:
    return own_words(text, WRITER)


SAMPLES = (*PLAIN_AND_QUOTING, *SIGNED)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_words_of_a_mail(sample: Sample) -> None:
    found = said(sample.text)

    assert found.doubt == sample.doubt
    if not sample.doubt:
        assert found.words == sample.words


def test_there_are_enough_of_them() -> None:
    assert len(SAMPLES) >= 40
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)


# --- whatever stands in it ------------------------------------------------------------------
_WORDS = st.sampled_from(
    ["I", "you", "we", "am", "was", "here", "slow", "night", "walk", "tea", "glad", "afraid"]
)
SENTENCES = st.builds(
    lambda words: " ".join(words).capitalize() + ".", st.lists(_WORDS, min_size=4, max_size=12)
)
BODIES = st.lists(SENTENCES, min_size=1, max_size=4).map("\n\n".join)
_GROUPS = st.lists(
    st.text(alphabet="0123456789", min_size=2, max_size=4), min_size=3, max_size=4
).filter(lambda groups: len("".join(groups)) >= 8)
NUMBERS = st.builds(
    lambda prefix, groups, between: prefix + between.join(groups),
    st.sampled_from(["+", "00", "0", "+44 ", "+1 (", "(0"]),
    _GROUPS,
    st.sampled_from([" ", "-", ".", "", "\u00a0", " - ", ")", " / ", "\u2011"]),
)
SIGNATURES = st.sampled_from(
    [
        f"-- \n{NAME}\nNorth Ward\n+44 20 7946 0958",
        f"--\n{NAME}",
        f"Kind regards,\n{NAME}\nHead of Accounts",
        "Love,\nAnna",
        "Saludos,\n\nAnna Schmidt",
        "Viele Grüße\nAnna",
        "Sent from my iPhone",
        "Enviado desde mi Samsung",
        "Von meinem iPhone gesendet",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "– Anna",
        NAME,
        "Anna",
        f"{NAME}\n{ADDRESS}\nwww.annaschmidt.example.org",
    ]
)
ATTRIBUTIONS = st.sampled_from(
    [
        f"On Tue, Mar 3, 2026 at 6:05 PM Notes <{FROM}> wrote:",
        f"On Tue, Mar 3, 2026 at 6:05 PM Notes\n<{REPLY_TO}> wrote:",
        f"Am 03.03.2026 um 18:05 schrieb Notes <{FROM}>:",
        f"El mar, 3 mar 2026 a las 18:05, Notas (<{FROM}>)\nescribió:",
        f"Le 3 mars 2026 à 18:05, Notes <{FROM}> a écrit :",
        f"W dniu 3.03.2026 o 18:05, Notes <{FROM}> pisze:",
        f"3 Mart 2026 Sal, 18:05 tarihinde Notes <{FROM}> şunu yazdı:",
        "On 3/3/26 18:05, Quiet Herons wrote:",
    ]
)


@given(BODIES, ATTRIBUTIONS, SIGNATURES)
def test_no_quote_and_no_signature_is_posted(body: str, attribution: str, signature: str) -> None:
    for text in (
        f"{body}\n\n{signature}\n\n{attribution}\n{QUOTED}",
        f"{body}\n\n{attribution}\n{QUOTED}\n\n{signature}",
        f"{attribution}\n{QUOTED}\n\n{body}\n\n{signature}",
        f"{body}\n\n{signature}",
    ):
        found = said(text)
        if found.doubt:
            assert found.whole
            continue
        assert found.words in (body, f"{body}\n\nLove")  # which is a word, too
        low = found.words.lower()
        assert not any(part in low for part in ("anna", "schmidt", "notes", "wrote", ">", "stop/"))


LINES = st.sampled_from(
    [
        "Thanks, that helps me.",
        "Thanks,",
        "Love",
        "Love is hard.",
        "Today",
        "today",
        "Best of all: I slept.",
        "—",
        "--",
        "-- Day two --",
        "== What I said to my sister ==",
        "Send me a mail when you can.",
        "Sent from the hospital to my sister's phone.",
        "Get a phone.",
        "It is confidential, he says.",
        "I am the recipient of all her messages, and it is confidential.",
        "From: my heart",
        "To: all of you",
        "Subject: sleep",
        "My mother wrote:",
        "PS: I slept.",
        "– Still here",
        "Mama",
        "Take care - I mean it",
        "Gracias, de verdad",
        "https://example.org/sleep",
        "",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=7).map("\n".join))
def test_no_word_is_lost_that_nobody_was_asked_about(text: str) -> None:
    """What is no signature and no quote of ours is posted whole, or waits for a look."""
    found = said(text)
    if found.doubt:
        return

    lost = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", found.words))

    assert not lost


@given(BODIES, NUMBERS, BODIES)
def test_no_phone_number_is_posted(before: str, number: str, after: str) -> None:
    found = said(f"{before} {number} {after}")

    longest = max(map(len, re.findall(r"\d+", found.words)), default=0)
    assert found.doubt or longest < 4
    assert number not in found.words


@given(NUMBERS)
def test_a_number_alone_is_not_posted(number: str) -> None:
    assert said(number).doubt


@given(st.text(max_size=400))
def test_every_text_is_read_and_none_is_lost(text: str) -> None:
    found = said(text)

    assert found.doubt in ("", "quotes", "signature", "name", "empty", "too-long")
    assert len(figures_of(without_numbers(found.words, instead=""))) <= len(figures_of(text))


@given(st.lists(st.sampled_from(QUOTED.split("\n")), min_size=1))
def test_quoted_lines_are_never_words(lines: list[str]) -> None:
    assert said("\n".join(lines)).doubt == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "On " + "a b " * 14_000,
        "-" * 59_000,
        "From: x\n" * 7_000,
        "> x\n" * 14_000,
        "1 " * 29_000,
        "love\n" * 11_000,
        ":\n" * 29_000,
        "a" * 59_000,
        "http://" * 8_000,
        "@" * 59_000,
        "Anna\n" * 11_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_mail_keeps_us_busy(text: str) -> None:
    began = time.process_time()
    said(text)
    assert time.process_time() - began < 2
