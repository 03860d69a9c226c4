# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody walks in, and the page must be gone: at once, and for whoever presses Back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import MEMBER, PARAGRAPHS
from tests.journeys.browsing import made_up_name, path_of, sign_in
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
WORDS = PARAGRAPHS[0][:40]
MEMBERS_ONLY = (WORDS, "Evenings", "Wren")
WATCH_FOR_THE_COVER = """() => {
  let third;
  let presses = 0;
  window.addEventListener("keydown", (event) => {
    if (event.key === "Shift" && ++presses === 3) third = performance.now();
  }, { capture: true });
  new MutationObserver(() => {
    const cover = document.querySelector(".exit-cover[role=alert]");
    if (!cover || !third) return;
    requestAnimationFrame(() => {
      const there = cover.getBoundingClientRect();
      const whole = there.width >= innerWidth && there.height >= innerHeight;
      const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2) === cover;
      window.told(JSON.stringify([performance.now() - third, whole && top]));
    });
  }).observe(document.body, { childList: true, subtree: true });
}"""


def test_three_presses_of_shift_and_nothing_is_left(
    place: Place, visitor: Visitor, neutral: str
) -> None:
    context = visitor()
    page = _reading(context, place)
    page.evaluate("localStorage.setItem('left', 'x'); sessionStorage.setItem('left', 'x')")
    told = _watch_for_the_cover(page)
    session = _session(context)

    page.keyboard.press("Shift")
    expect(page.locator("quick-exit [role=status]")).not_to_be_empty()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(neutral)

    milliseconds, is_whole = json.loads(told[0])
    assert milliseconds < 100
    assert is_whole
    assert _session(context) == ""
    assert _is_over(visitor, place, session)
    page.goto(f"{place.url}/help/")  # without a script, so that it tells what is left
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("caches.keys()") == []
    _nothing_comes_back(page)
    page.goto(place.thread)
    assert WORDS not in page.content()


def test_the_plain_link_does_the_same_without_scripts(
    place: Place, visitor: Visitor, neutral: str
) -> None:
    context = visitor(java_script_enabled=False)
    page = _reading(context, place)
    session = _session(context)

    page.locator("a[href='/exit/']").click()
    page.wait_for_url(neutral)

    assert _session(context) == ""
    assert _is_over(visitor, place, session)
    _nothing_comes_back(page)
    page.goto(place.thread)
    assert WORDS not in page.content()


def test_what_was_being_written_waits_for_its_author(place: Place, visitor: Visitor) -> None:
    words = f"I was about to say {made_up_name()}"
    page = _reading(visitor(), place)
    page.locator("[name=text]").press_sequentially(words)

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(lambda url: not url.startswith(place.url))

    page.goto(place.url)
    assert words not in str(page.evaluate("JSON.stringify(Object.entries(localStorage))"))
    again = _reading(visitor(), place)
    assert again.input_value("[name=text]") == words
    seen = "from hearthside.forum.models import Draft; from django.db import connection as c; "
    seen += "k = c.cursor(); k.execute('SELECT words FROM ' + Draft._meta.db_table); "
    seen += "print(b' '.join(bytes(row[0]) for row in k.fetchall()))"
    assert words not in place.product.installation.ask(seen)
    again.fill("[name=text]", "")


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_only_three_lone_presses_in_a_row_leave(place: Place, visitor: Visitor) -> None:
    page = _reading(visitor(), place)
    status = page.locator("quick-exit [role=status]")

    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    two_more = status.inner_text()
    page.keyboard.press("Escape")
    expect(status).to_be_empty()
    for _ in range(4):
        page.keyboard.press("Shift+A")
    expect(status).to_be_empty()
    page.keyboard.down("Control")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.keyboard.up("Control")
    expect(status).to_be_empty()

    assert two_more
    assert page.url.startswith(place.url)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_signing_out_empties_the_device_too(place: Place, visitor: Visitor) -> None:
    context = visitor()
    page = _reading(context, place)
    page.evaluate("localStorage.setItem('left', 'x')")
    session = _session(context)

    page.goto(f"{place.url}/sign-out/")
    with page.expect_navigation():
        page.locator("main form[action='/sign-out/'] button, main sign-out button").first.click()

    assert _is_over(visitor, place, session)
    assert page.evaluate("localStorage.length") == 0
    page.goto(place.thread)
    assert WORDS not in page.content()


def _reading(context: BrowserContext, place: Place) -> Page:
    """A member reads a conversation; two pages of members lie behind them."""
    page = context.new_page()
    sign_in(page, place.url, MEMBER)
    page.goto(place.space + "/")
    page.goto(place.thread)
    assert WORDS in page.content()
    return page


def _watch_for_the_cover(page: Page) -> list[str]:
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)

    page.expose_function("told", tell)
    page.evaluate(WATCH_FOR_THE_COVER)
    return told


def _session(context: BrowserContext) -> str:
    return next((one["value"] for one in context.cookies() if one["name"] == "session"), "")


def _is_over(visitor: Visitor, place: Place, session: str) -> bool:
    """Whether the server knows the session no longer, however somebody kept its cookie."""
    keeper = visitor()
    keeper.add_cookies([{"name": "session", "value": session, "url": place.url}])
    page = keeper.new_page()
    until(
        lambda: page.goto(f"{place.url}/home/") and path_of(page) == "/sign-in/",
        within=5,
        why="the session has ended on the server",
    )
    return True


def _nothing_comes_back(page: Page) -> None:
    """Back, as often as there is a page: none of what only members see stands on any."""
    for _ in range(6):
        before = page.url
        page.go_back(wait_until="commit")
        until(
            lambda: not any(words in page.content() for words in MEMBERS_ONLY),
            within=5,
            why=f"{page.url} shows nothing that only members see",
        )
        if page.url == before:
            return
