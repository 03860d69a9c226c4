# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from time import process_time

import pytest

from hearthside.core.text import MAX_CHARACTERS
from hearthside.forum.rules.contact import Detail, details_in


@pytest.mark.parametrize(
    ("words", "detail"),
    [
        ("ring me at +44 20 7946 0958", Detail.PHONE),
        ("my number is 07911 123456", Detail.PHONE),
        ("call (555) 010-4477 tonight", Detail.PHONE),
        ("llámame al 612 34 56 78", Detail.PHONE),
        ("07911-123-456", Detail.PHONE),
        ("07911.123.456 is mine", Detail.PHONE),
        ("+44 (0)7911 123456", Detail.PHONE),
        ("0034 612345678", Detail.PHONE),
        ("612/345/678", Detail.PHONE),
        ("6 1 2 3 4 5 6 7 8", Detail.PHONE),
        ("o7911 123456", Detail.PHONE),
        ("0791o 12345o", Detail.PHONE),
        ("０７９１１ １２３４５６", Detail.PHONE),
        ("oh seven nine one one, one two three four five six", Detail.PHONE),
        ("zero seven nine double one 123 456", Detail.PHONE),
        ("seis uno dos, tres cuatro cinco, nueve siete ocho", Detail.PHONE),
        ("text me on 555 0104", Detail.PHONE),
        ("my number: 555-0104", Detail.PHONE),
        ("write to wren@example.org", Detail.MAIL),
        ("wren @ example . org", Detail.MAIL),
        ("wren at gmail dot com", Detail.MAIL),
        ("wren AT example DOT org", Detail.MAIL),
        ("wren at example.org", Detail.MAIL),
        ("wren@gmail", Detail.MAIL),
        ("wren [a] example [.] org", Detail.MAIL),
        ("wren arroba gmail punto com", Detail.MAIL),
        ("wren(arroba)ejemplo.es", Detail.MAIL),
        ("wren (at) example (dot) org", Detail.MAIL),
        ("I am @quietwren there", Detail.HANDLE),
        ("my insta is quiet.wren", Detail.HANDLE),
        ("Telegram: quietwren", Detail.HANDLE),
        ("add me on snap: wren", Detail.HANDLE),
        ("find me on Discord", Detail.HANDLE),
        ("message me on signal, it is safer", Detail.HANDLE),
        ("I'm quietwren on insta", Detail.HANDLE),
        ("wren#1234", Detail.HANDLE),
        ("t.me/quietwren", Detail.HANDLE),
        ("instagram.com/quietwren", Detail.HANDLE),
        ("u/quietwren there", Detail.HANDLE),
        ("escríbeme por Telegram", Detail.HANDLE),
        ("búscame en insta", Detail.HANDLE),
        ("I live at 12 Mill Lane", Detail.STREET),
        ("write me at PO Box 12, Riverside", Detail.STREET),
        ("my address is easy to find", Detail.STREET),
        ("it is near SW1A 1AA", Detail.STREET),
        ("vivo en C/ Mayor 12", Detail.STREET),
        ("mi dirección es fácil", Detail.STREET),
        ("it is 7 Heron Close", Detail.STREET),
        ("come to 221b Baker Street", Detail.STREET),
        ("vivo en calle Mayor 12", Detail.STREET),
    ],
)
def test_what_leads_to_a_person_elsewhere_is_found(words: str, detail: Detail) -> None:
    assert detail in details_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "I have been sober for 365 days",
        "on 2026-03-03 at 18:00 it was bad, and on 24.12.2025, too",
        "from 10:30 to 11:45, and 3,000 steps a day",
        "it took 10 years and 2 months",
        "one in 100,000 people",
        "I take the line home, it is a signal for me",
        "I was 15 on the way home",
        "20 people down the road, and 3 times this street",
        "an hour and 5 minutes drive",
        "5 minutes in the garden; 20 people at the long table",
        "en la calle hace frío",
        "see you @ six",
        "116 123 helped me",
        "call 116 123, they listen",
        "one, two, three, four, five, six, seven, eight, nine",
        "I count one two three four five six seven eight nine ten",
        "10 9 8 7 6 5 4 3 2 1 and breathe",
        "five things I see, four I hear, three I touch",
        "one or two days, then three, four, five",
        "write me at any time, message me on a bad day",
        "find me at the group",
        "I was at home. Me and my sister talked",
        "she looked at me dot dot dot",
        "I am often on Facebook and I'm not on insta",
        "I had B12 5mg and 20 mg of the other",
        "we are at eight, two of us",
        "the signal is bad here, and the line was busy",
        "a number of people, 12 or 15",
        "room 101, floor 3, ward 7",
        "uno o dos días, y luego tres",
    ],
)
def test_everyday_words_are_left_alone(words: str) -> None:
    assert details_in(words) == frozenset()


@pytest.mark.parametrize(
    "part",
    ["x.x", "a.b-", "a@", "9", "9 ", "call 9", "one ", "12 Abc ", "calle ", "wren at ", "c/ a"],
)
def test_a_long_message_is_looked_through_in_no_time(part: str) -> None:
    words = (part * MAX_CHARACTERS)[:MAX_CHARACTERS]
    began = process_time()
    details_in(words)
    assert process_time() - began < 5, "it would hold up everybody else"


def test_a_number_without_end_is_looked_through_too() -> None:
    details_in("my number " + "9" * MAX_CHARACTERS)
