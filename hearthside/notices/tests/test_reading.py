# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails are taken apart whatever stands in them, and nothing but words comes out."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.mails.html_text import text_of
from hearthside.notices.mails.reading import Envelope, NotReadable, read_mail, unflowed

HEAD = b"From: A <a@example.net>\nTo: reply+x@example.org\nMessage-ID: <1@example.net>\n"


def text(raw: bytes) -> str:
    return read_mail(raw, Envelope()).text.strip()


def test_plain_words_are_taken_before_html() -> None:
    mail = EmailMessage()
    mail.set_content("plain words")
    mail.add_alternative("<p>other words</p>", subtype="html")

    assert text(HEAD + mail.as_bytes()) == "plain words"


def test_html_alone_becomes_text() -> None:
    html = (
        "<html><head><title>T</title><style>p{}</style></head><body><script>x</script>"
        "<div>One &amp; two</div><div><br></div><div>Three<br>four</div>"
        "<p style='display:none'>secret</p><ul><li>a</li></ul>"
        "<div class='gmail_signature'>Anna</div>"
        "<div class='gmail_quote'><div>On 3/3/26 Notes wrote:</div>"
        "<blockquote>There is something new<br>for you</blockquote></div></body></html>"
    )
    mail = EmailMessage()
    mail.set_content(html, subtype="html")

    assert text(HEAD + mail.as_bytes()).split("\n") == [
        "One & two",
        "",
        "Three",
        "four",
        "",
        "a",
        "",
        "-- ",
        "Anna",
        "On 3/3/26 Notes wrote:",
        "",
        "> There is something new",
        "> for you",
    ]


def test_files_are_not_looked_into() -> None:
    mail = EmailMessage()
    mail.set_content("Look at this.")
    mail.add_attachment("secret in a file", filename="a.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")

    assert text(HEAD + mail.as_bytes()) == "Look at this."


def test_a_mail_within_a_mail_is_anothers_words() -> None:
    inner = EmailMessage()
    inner.set_content("what somebody else wrote")
    mail = EmailMessage()
    mail.set_content("See below.")
    mail.add_attachment(inner)

    assert text(HEAD + mail.as_bytes()) == "See below."


@pytest.mark.parametrize(
    ("charset", "raw", "said"),
    [
        ("utf-8", "größer".encode(), "größer"),
        ("iso-8859-1", "größer".encode("latin-1"), "größer"),
        ("windows-1251", "привет".encode("cp1251"), "привет"),
        ("iso-2022-jp", "こんにちは".encode("iso-2022-jp"), "こんにちは"),
        ("no-such-charset", "größer".encode(), "größer"),
    ],
)
def test_letters_of_many_kinds(charset: str, raw: bytes, said: str) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\n".encode()

    assert text(head + b"Content-Transfer-Encoding: 8bit\n\n" + raw) == said


def test_letters_that_cannot_be_read_are_a_doubt() -> None:
    head = HEAD + b"Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n\n"

    assert read_mail(head + b"gr\xf6\xdfer", Envelope()).doubt == "unreadable"


def test_lines_that_flow_are_put_together() -> None:
    assert unflowed("One \ntwo.\n> a \n> b\n-- \nAnna", joins=False) == "One two.\n> a b\n-- \nAnna"
    assert unflowed("On\ne \ntwo", joins=True) == "On\netwo"
    assert unflowed(" >not a quote", joins=False) == ">not a quote"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"From: =?utf-8?b?////?=\n\nx",
        b"From: a@b\nContent-Type: multipart/mixed\n\nx",
        b"From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x--",
        b"From: <<<@>>>\nTo: ;;;\n\nx",
        b"Content-Type: text/plain; charset=\"\x00\"\n\nx",
        b"Content-Transfer-Encoding: base64\n\n!!!!",
        b"From: a@b\nDate: 99 Foo 0000\nMessage-ID: [\n\nx",
    ],
)  # fmt: skip
def test_what_is_broken_breaks_nothing(raw: bytes) -> None:
    try:
        read_mail(raw, Envelope())
    except NotReadable:
        return


@given(st.binary(max_size=600))
def test_bytes_of_any_kind_break_nothing(raw: bytes) -> None:
    try:
        read_mail(HEAD + raw, Envelope())
    except NotReadable:
        return


def test_what_is_put_together_to_do_harm_is_not_read() -> None:
    deep, began = b"", time.process_time()
    for level in range(3000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    with pytest.raises(NotReadable, match="too-many-parts"):
        read_mail(HEAD + deep, Envelope())
    with pytest.raises(NotReadable, match="too-large"):
        read_mail(HEAD + b"\n" + b"x" * 12_000_000, Envelope())
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("size", "is_seen"),
    [
        ("0", False),
        ("0px", False),
        ("0.0em", False),
        (".0em; color: red", False),
        ("0 !important", False),
        ("0.9em", True),
        ("0.95rem", True),
        ("00.5em", True),
        (".8em", True),
        ("10px", True),
    ],
)
def test_small_words_are_read_and_only_those_of_no_size_are_not(size: str, is_seen: bool) -> None:
    assert text_of(f"<p style='font-size: {size}'>I am here.</p>") == "I am here." * is_seen


@pytest.mark.parametrize("piece", ["<div>", "<blockquote>", "<p", "<!--", "<a b=", "</scrip"])
def test_html_of_any_shape_is_read_in_time_for_its_length(piece: str) -> None:
    once, eight_times = (
        min(_seconds_to_read(piece * many) for _ in range(3)) for many in (4_000, 32_000)
    )

    assert eight_times < once * 24  # it were 64 times, if each tag looked at all beside it


def _seconds_to_read(html: str) -> float:
    began = time.process_time()
    assert text_of(f"I am here.<br>{html}").startswith("I am here.")
    return time.process_time() - began
