# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody looks for words, finds them, and finds help beside them."""

from __future__ import annotations

from collections.abc import Callable
from secrets import choice
from string import ascii_lowercase

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, MEMBER
from tests.journeys.browsing import follow, path_of, sign_in, submit
from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_words_are_found_and_the_way_back_leads_to_them(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    rare = "".join(choice(ascii_lowercase) for _ in range(12))
    writer = visitor(java_script_enabled=scripts).new_page()
    sign_in(writer, place.url, MEMBER)
    _write(writer, place, f"Suicide is a heavy word. I looked at the river, {rare}.")

    page = visitor(java_script_enabled=scripts).new_page()
    sign_in(page, place.url, ANOTHER)
    _until_found(page, place, rare)
    assert rare not in page.url
    results = path_of(page)
    follow(page, "main .thread-row-title a")
    assert rare in page.locator("#posts").inner_text()
    page.go_back()
    assert path_of(page) == results
    expect(page.locator("main mark").first).to_have_text(rare)

    _look_for(page, place, f"suicide {rare}")
    strip, row = page.locator(".help-strip"), page.locator("main .thread-row").first
    expect(strip.locator("a[href='/help/']")).to_be_visible()
    above, below = strip.bounding_box(), row.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_what_helped_is_kept_for_oneself(place: Place, visitor: Visitor) -> None:
    page = visitor().new_page()
    sign_in(page, place.url, ANOTHER)
    here = f"{place.url}/s/{place.community.space}"
    page.goto(f"{here}/posts/{place.community.own_post_id}/options/")
    follow(page, "main a[href$='/bookmark/']")
    page.fill("[name=note]", "For an evening in november")
    submit(page, "[name=note]")

    assert path_of(page).endswith("/mine/kept/")
    expect(page.locator("main article").first).to_contain_text("For an evening in november")
    with page.expect_navigation():
        page.locator("form[action$='/bookmark/ending/'] button").first.click()
    expect(page.locator("main article")).to_have_count(0)


def _write(page: Page, place: Place, words: str) -> None:
    page.goto(f"{place.url}/s/{place.community.space}/threads/{place.community.thread_id}/")
    page.fill("[name=text]", words)
    page.locator("form:has([name=text]) .cluster button:not([name])").first.click()
    expect(page.locator("#posts")).to_contain_text(words)


def _look_for(page: Page, place: Place, words: str) -> None:
    page.goto(f"{place.url}/s/{place.community.space}/search/")
    page.fill("main [name=sought]", words)
    submit(page, "[name=sought]")


def _until_found(page: Page, place: Place, words: str) -> None:
    """The courier takes new words in a moment after they were written."""
    for _ in range(40):
        _look_for(page, place, words)
        if page.locator("main mark").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("the courier took nothing in")
