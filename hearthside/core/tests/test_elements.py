# SPDX-License-Identifier: AGPL-3.0-or-later
"""The elements in a real browser, against a stub that remembers what it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hearthside.core.tests.stub_site import StubSite, stub_site

pytestmark = pytest.mark.journey
SIX_SECONDS = 6_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def site() -> Iterator[StubSite]:
    with stub_site() as site:
        yield site


@pytest.fixture
def unwound(browser: Browser, site: StubSite) -> Iterator[Page]:
    """A page whose clock is the world's."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def page(unwound: Page, site: StubSite) -> Page:
    """The member's page, at a time that the test moves."""
    unwound.clock.install(time="2026-01-01T05:00:00Z")
    return enter(unwound, site)


def enter(page: Page, site: StubSite, path: str = "/thread/") -> Page:
    page.goto(f"{site.url}{path}")
    page.wait_for_function("!document.querySelector(':not(:defined)')")
    return page


def write(page: Page, words: str) -> None:
    page.get_by_label("reply").press_sequentially(words)


def kept_on_device(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(Object.entries(localStorage))"))


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
    for _ in range(3):
        page.keyboard.press("Shift")
        page.clock.run_for(4_900)
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
    page = enter(unwound, site)
    site.holds_at_exit = True
    took = page.evaluate(
        """() => new Promise((done) => {
          const start = performance.now();
          document.querySelector('quick-exit a').click();
          const cover = document.querySelector('.exit-cover');
          requestAnimationFrame(() => done(!!cover && performance.now() - start));
          setTimeout(() => done(false), 5000);  // no frame came: the test fails, and ends
        })"""
    )
    cover = page.get_by_role("alert")
    expect(cover).to_have_text("Loading")
    box = cover.bounding_box()
    assert 0 < took < 100  # milliseconds to the next frame; False where there is no cover
    assert box
    assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)
    assert page.title() == "Loading"


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


def test_words_are_sealed_on_the_server_and_then_let_go_here(page: Page, site: StubSite) -> None:
    write(page, "hello")
    page.clock.run_for(SIX_SECONDS)
    expect(page.locator("#draft")).to_have_text("sealed")

    assert site.posts == [
        (
            "/drafts/",
            {"text": "hello", "csrfmiddlewaretoken": "seal", "idempotency_key": "key-of-this-form"},
        )
    ]
    assert kept_on_device(page) == "[]"


def test_words_stay_on_the_device_where_the_server_does_not_keep_them(
    page: Page, site: StubSite
) -> None:
    site.keeps_drafts = False
    write(page, "hello")
    page.clock.run_for(SIX_SECONDS)
    expect(page.locator("#draft")).to_have_text("here")

    page.reload()

    expect(page.get_by_label("reply")).to_have_value("hello")
    expect(page.locator("#draft")).to_have_text("back")


def test_a_closed_tab_loses_nothing(page: Page, site: StubSite) -> None:
    write(page, "written a second ago")
    page.goto(f"{site.url}/weather/")
    page.goto(f"{site.url}/thread/")
    expect(page.get_by_label("reply")).to_have_value("written a second ago")
    assert "written a second ago" in site.sent_to("/drafts/")


def test_nobody_else_on_a_shared_device_meets_the_words(page: Page, site: StubSite) -> None:
    site.keeps_drafts = False
    write(page, "between us")
    page.goto(f"{site.url}/weather/")

    enter(page, site, "/other/")
    expect(page.get_by_label("reply")).to_have_value("")
    enter(page, site)
    expect(page.get_by_label("reply")).to_have_value("between us")


def test_leaving_seals_a_long_text_in_any_script(page: Page, site: StubSite) -> None:
    words = "ж" * 20_000
    page.get_by_label("reply").fill(words)
    page.get_by_text("Leave quickly").click()
    page.wait_for_url("**/weather/")

    assert site.sent_to("/drafts/") == [words]


def test_what_is_posted_is_posted_once_and_forgotten_here(page: Page, site: StubSite) -> None:
    write(page, "an answer")
    with page.expect_navigation():
        page.get_by_role("button", name="Post").dblclick()
    expect(page.get_by_label("reply")).to_have_value("")

    assert site.sent_to("/replies/") == ["an answer"]
    assert kept_on_device(page) == "[]"


def test_a_form_without_connection_is_kept_said_and_sent_later(page: Page, site: StubSite) -> None:
    page.context.set_offline(True)
    write(page, "from the train")
    page.get_by_role("button", name="Post").click()
    expect(page.locator("#draft")).to_have_text("waiting")
    assert "from the train" in kept_on_device(page)

    page.context.set_offline(False)
    page.wait_for_function("!localStorage.length")

    sent = [fields for path, fields in site.posts if path == "/replies/"]
    assert [fields["text"] for fields in sent] == ["from the train"]
    assert {fields["idempotency_key"] for fields in sent} == {"key-of-this-form"}


def test_a_form_with_something_missing_shows_the_servers_page(page: Page, site: StubSite) -> None:
    site.refuses = True
    write(page, "x")
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/replies/")
    expect(page.locator("body")).to_have_text("look again")


def test_with_htmx_what_is_posted_is_forgotten_here(page: Page, site: StubSite) -> None:
    enter(page, site, "/with-htmx/")
    write(page, "an answer")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("thank you")).to_be_visible()

    assert site.sent_to("/replies/") == ["an answer"]
    assert kept_on_device(page) == "[]"
    expect(page.get_by_label("reply")).to_have_value("")
    expect(page.locator("#posts > .post")).to_be_focused()
    expect(page.locator("[name=idempotency_key]")).to_have_value("key-of-the-next-form")


def test_with_htmx_what_was_refused_stays(page: Page, site: StubSite) -> None:
    enter(page, site, "/with-htmx/")
    site.refuses = True
    write(page, "an answer")
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/replies/")

    expect(page.locator("body")).to_have_text("look again")
    assert "an answer" in kept_on_device(page)


def test_with_htmx_and_no_connection_words_are_sent_later(page: Page, site: StubSite) -> None:
    enter(page, site, "/with-htmx/")
    page.context.set_offline(True)
    write(page, "from the train")
    page.get_by_role("button", name="Post").click()
    expect(page.locator("#draft")).to_have_text("waiting")

    page.context.set_offline(False)
    expect(page.get_by_text("thank you")).to_be_visible()
    assert site.sent_to("/replies/") == ["from the train"]
    assert kept_on_device(page) == "[]"


def test_signing_out_empties_the_device(page: Page, site: StubSite) -> None:
    page.evaluate("localStorage.setItem('draft:/elsewhere/', '1')")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    assert ("/sign-out/", {}) in site.posts
    assert kept_on_device(page) == "[]"


def test_times_come_closer(page: Page) -> None:
    expect(page.locator("time")).to_have_text("5 hours ago")
    page.clock.run_for("02:00:00")
    expect(page.locator("time")).to_have_text("7 hours ago")
