# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving quickly: by three presses or a click, at once, and with nothing left behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from hearthside.core.tests.elements.ground import enter, kept_on_device, write
from hearthside.core.tests.elements.stub_site import StubSite

pytestmark = pytest.mark.journey
MOST_UNTIL_WHITE = 100
"""Milliseconds from the click to the white page."""


def test_three_presses_of_shift_leave_and_back_does_not_return(page: Page, site: StubSite) -> None:
    for words in ("twice more", "once more"):
        page.keyboard.press("Shift")
        expect(page.locator("#presses")).to_have_text(words)
    page.keyboard.press("Shift")
    page.wait_for_url("**/weather/")

    page.go_back()

    assert "private words" not in page.content()


def test_a_click_leaves_too(page: Page) -> None:
    page.get_by_text("Leave quickly").click()
    page.wait_for_url("**/weather/")


def test_presses_may_be_nearly_five_seconds_apart(page: Page) -> None:
    page.clock.pause_at("2026-01-01T05:01:00Z")  # a slow machine adds no time of its own
    for _ in range(2):
        page.keyboard.press("Shift")
        page.clock.run_for(4_900)
    page.keyboard.press("Shift")
    page.wait_for_url("**/weather/")


def test_counting_starts_again_after_a_long_wait(page: Page) -> None:
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    expect(page.locator("#presses")).to_have_text("")
    page.keyboard.press("Shift")
    expect(page.locator("#presses")).to_have_text("twice more")


def test_another_key_starts_the_count_again(page: Page) -> None:
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.locator("#presses")).to_have_text("twice more")


def test_shift_for_capital_letters_does_not_count(page: Page) -> None:
    page.get_by_label("other").focus()
    for _ in range(4):
        page.keyboard.press("Shift+A")
    expect(page.locator("#presses")).to_have_text("")
    assert page.url.endswith("/thread/")


def test_the_page_is_white_at_once_and_says_so(unwound: Page, site: StubSite) -> None:
    site.holds_at_exit = True
    page = enter(unwound, site)
    took = _until_white(page)
    cover = page.get_by_role("alert")
    expect(cover).to_have_text("Loading")
    box = cover.bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)
    assert page.title() == "Loading"
    for _ in range(2):  # a machine with other work may be late once, and is not each time
        if took >= MOST_UNTIL_WHITE:
            took = _until_white(enter(unwound, site))

    assert 0 < took < MOST_UNTIL_WHITE


def _until_white(page: Page) -> float:
    """Leave; give the milliseconds to the next frame, or 0 where there is no cover."""
    return float(
        page.evaluate(
            """() => new Promise((done) => {
              const start = performance.now();
              document.querySelector('quick-exit a').click();
              const cover = document.querySelector('.exit-cover');
              requestAnimationFrame(() => done(cover ? performance.now() - start : 0));
              setTimeout(() => done(0), 5000);  // no frame came: the test fails, and ends
            })"""
        )
    )


def test_coming_back_from_the_browsers_memory_takes_the_cover_away(
    page: Page, site: StubSite
) -> None:
    site.holds_at_exit = True
    page.get_by_text("Leave quickly").click()
    expect(page.get_by_role("alert")).to_have_count(1)

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.title() == "A member's page"


def test_leaving_seals_what_was_typed_and_empties_the_device(page: Page, site: StubSite) -> None:
    page.evaluate("sessionStorage.setItem('a', 'b'); caches.open('c')")
    write(page, "half a thought")
    page.get_by_text("Leave quickly").click()
    page.wait_for_url("**/weather/")

    assert site.sent_to("/drafts/") == ["half a thought"]
    assert kept_on_device(page) == "[]"
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("caches.keys()") == []


def test_leaving_seals_a_long_text_in_any_script(page: Page, site: StubSite) -> None:
    words = "ж" * 20_000
    page.get_by_label("reply").fill(words)
    page.get_by_text("Leave quickly").click()
    page.wait_for_url("**/weather/")

    assert site.sent_to("/drafts/") == [words]
