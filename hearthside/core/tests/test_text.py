# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of the words people write."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hearthside.core import text
from hearthside.core.text import MAX_CHARACTERS, count_links, excerpt, render, tidy

WORDS = "help Ünïcode día ’s “so” - (ok) 50% a/b 1. 2) * _x_ **b** <b> & > # ` [a](b) ~ | = + \\"


def rendered_by_markdown(source: str, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        patch.setattr(text, "_PLAIN", re.compile(r"(?!)"))
        return render(source)


@settings(max_examples=400, deadline=None)
@given(
    source=st.lists(
        st.sampled_from([*WORDS.split(), " ", "  ", "\n", "\n\n", "\n\n\n", "http://x.y", "\xa0"]),
        max_size=14,
    ).map(lambda parts: tidy(" ".join(parts).replace("\n ", "\n")))
)
@example("a\n===")
@example("a\n- b\n1. c")
@example("snake_case_word and _more_")
def test_plain_lines_are_what_markdown_makes_of_them(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert render(source) == rendered_by_markdown(source, patch)


@settings(max_examples=300, deadline=None)
@given(source=st.text(max_size=60))
def test_any_text_is_the_same_either_way(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert render(tidy(source)) == rendered_by_markdown(tidy(source), patch)


@pytest.mark.parametrize("source", ["help", "It’s late.\nI’m up.\n\nStill.", "Estoy aquí, ¿y tú?"])
def test_what_most_people_write_takes_the_short_way(source: str) -> None:
    assert text._PLAIN.fullmatch(source)


def test_a_wall_of_plain_words_is_rendered_at_once() -> None:
    assert render("word " * 4000 + "<").startswith("<p>word")


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](http://elsewhere.example/pixel.png)",
        "<a href='data:text/html,x'>x</a>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(source: str) -> None:
    html = render(source)

    assert not re.search(r"<(?!/?(p|br|a|code)\b)", html)
    assert "javascript:" not in re.sub(r"[^<]*", "", html)
    assert 'href="data' not in html


def test_a_link_passes_on_neither_address_nor_rank() -> None:
    assert 'rel="nofollow noopener noreferrer"' in render("[here](https://example.org)")


def test_a_whole_web_address_becomes_a_link() -> None:
    html = render("Look at https://example.org/a?b=c, it helped.")

    assert 'href="https://example.org/a?b=c"' in html
    assert "</a>, it helped." in html


@pytest.mark.parametrize("source", ["e.g. this", "me@home.example", "www.example.org", "a.b"])
def test_words_that_only_look_like_an_address_stay_words(source: str) -> None:
    assert "<a" not in render(source)


@pytest.mark.parametrize("path", ["/exit/", "//example.org", "?a=b", "#x", "exit/"])
def test_no_link_leads_about_the_house(path: str) -> None:
    assert "href" not in render(f"[click]({path})")


def test_an_excerpt_ends_between_words() -> None:
    assert excerpt("one two three", 8) == "one two…"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("It is **so** *un*believable", "It is so unbelievable"),
        ("> you wrote this\n\nyes", "you wrote this yes"),
        ("- tea\n- a walk", "tea a walk"),
        ("1. tea\n2. a walk", "tea a walk"),
        ("look [here](https://example.org/)", "look here"),
        ("`this` & <that>", "this & <that>"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("-", "-"),
        ("one\ntwo", "one two"),
    ],
)
def test_an_excerpt_is_words_without_the_signs_that_lay_them_out(source: str, words: str) -> None:
    assert excerpt(source) == words


def test_links_are_counted_however_they_are_written() -> None:
    assert count_links("https://a.example www.b.example and (http://c.example)") == 3


@pytest.mark.parametrize("sign", ["-", ">", "*", "+", "1.", "```", "#", "`"])
def test_one_sign_is_a_post_and_can_be_seen(sign: str) -> None:
    assert sign.replace(">", "&gt;") in render(sign)


def test_signs_over_several_lines_stay_as_they_were_typed() -> None:
    assert render(">\n>") == "<p>&gt;<br>\n&gt;</p>\n"


@pytest.mark.parametrize("number", ["3", "1986"])
def test_a_number_at_the_start_of_a_line_is_not_counted_anew(number: str) -> None:
    assert f'start="{number}"' in render(f"{number}. I cannot do this")


def test_no_words_make_nothing() -> None:
    assert render("") == ""


def test_what_is_too_long_for_a_post_costs_no_more_than_one() -> None:
    began = process_time()
    render("[" * 100 * MAX_CHARACTERS)
    assert process_time() - began < 5, "it would hold up everybody else"
