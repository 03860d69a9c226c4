# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing what one meets, and answering somebody who only wishes to be heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, MEMBER
from tests.journeys.browsing import path_of, sign_in, submit
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
WORDS = "My brother died in the spring"


def test_what_a_reader_hides_is_nowhere_and_they_change_their_mind(
    place: Place, visitor: Visitor
) -> None:
    author = _signed_in(place, visitor, ANOTHER, scripts=False)
    conversation = _begin(author, place, WORDS, choose="note-grief")
    reader = _signed_in(place, visitor, MEMBER, scripts=False)
    space = f"{place.url}/s/{place.community.space}"
    reader.goto(space + "/new/")
    assert WORDS in reader.content()
    _answer(reader, place, conversation, "I am sorry")
    _answer(author, place, conversation, "Thank you")

    until(lambda: _notices(reader, space), within=20, why="the notice has come")

    _wish(reader, space, "hide")

    for page in ("/new/", "/waiting/", "/boards/evenings/", "/notices/", "/"):
        reader.goto(space + page)
        assert WORDS not in reader.content(), page
    reader.goto(place.url + conversation)
    assert WORDS not in reader.content()
    assert reader.locator(".post-hidden").count() == 1
    assert "Thank you" in reader.locator("#posts").inner_text()

    _wish(reader, space, "fold")

    reader.goto(place.url + conversation)
    words = reader.locator("#posts .prose", has_text=WORDS)
    expect(words).not_to_be_visible()
    reader.locator(".post-noted summary").first.click()
    expect(words).to_be_visible()


def test_somebody_who_only_wishes_to_be_heard_is_heard(place: Place, visitor: Visitor) -> None:
    author = _signed_in(place, visitor, MEMBER)
    conversation = _begin(author, place, "A long day", choose="wanted")
    other = _signed_in(place, visitor, ANOTHER)
    other.goto(place.url + conversation)
    assert "No advice needed" in other.locator("#reply").inner_text()

    other.locator("#reply details:has(word-starters) > summary").click()
    other.locator("word-starters button").first.click()
    expect(other.locator("[name=text]")).to_have_value("I read this, and I am here. ")
    assert other.locator("#posts .post").count() == 1  # nothing is posted by it
    sign = other.locator(".post .sign[name=give]").first
    sign.click()
    expect(other.locator(".sign[aria-pressed=true]")).to_have_text("With you 1 person")
    other.locator("#reply .cluster > button:not([name], [type=button])").click()
    expect(other.locator("#posts .post")).to_have_count(2)

    author.goto(place.url + conversation)
    assert "1 person: With you" in author.locator("#posts").inner_text()
    assert "I read this, and I am here." in author.locator("#posts").inner_text()


def _signed_in(place: Place, visitor: Visitor, name: str, *, scripts: bool = True) -> Page:
    page = visitor(java_script_enabled=scripts).new_page()
    sign_in(page, place.url, name)
    return page


def _begin(page: Page, place: Place, words: str, *, choose: str) -> str:
    """Begin a conversation with one choice made, and return its address."""
    page.goto(f"{place.url}/s/{place.community.space}/boards/evenings/threads/new/")
    page.fill("[name=text]", words)
    page.locator(f"details:has([name={choose}]) > summary").click()
    page.locator(f"[name={choose}]" + ("[value=listen]" if choose == "wanted" else "")).check()
    submit(page, "[name=text]")
    return path_of(page)


def _answer(page: Page, place: Place, conversation: str, words: str) -> None:
    page.goto(place.url + conversation)
    page.fill("[name=text]", words)
    submit(page, "[name=text]")


def _wish(page: Page, space: str, how: str) -> None:
    page.goto(space + "/what-i-meet/")
    page.select_option("[name=grief]", how)
    submit(page, "[name=grief]")


def _notices(page: Page, space: str) -> bool:
    page.goto(space + "/notices/")
    return page.locator(".notice-item").count() > 1
