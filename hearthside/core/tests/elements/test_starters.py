# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words to begin with: buttons that put them into the box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from hearthside.core.tests.elements.ground import enter
from hearthside.core.tests.elements.stub_site import StubSite

pytestmark = pytest.mark.journey
SIX_SECONDS = 6_000


def test_words_to_begin_with_become_buttons_that_put_them_into_the_box(
    unwound: Page, site: StubSite
) -> None:
    page = enter(unwound, site, "/starters/")
    box = page.get_by_label("reply")
    expect(page.locator("word-starters button")).to_have_count(2)

    page.get_by_role("button", name="I am here.").click()

    expect(box).to_have_value("I am here. ")
    expect(box).to_be_focused()
    page.keyboard.type("And listening.")
    expect(box).to_have_value("I am here. And listening.")
    page.get_by_role("button", name="Thank you.").press("Enter")
    expect(box).to_have_value("I am here. And listening. Thank you. ")
    assert site.sent_to("/replies/") == []  # a press posts nothing


def test_words_to_begin_with_are_kept_like_words_that_were_typed(
    unwound: Page, site: StubSite
) -> None:
    unwound.clock.install(time="2026-01-01T05:00:00Z")
    page = enter(unwound, site, "/starters/")

    page.get_by_role("button", name="I am here.").click()
    page.clock.run_for(SIX_SECONDS)

    expect(page.locator("#draft")).to_have_text("sealed")
    assert [words.strip() for words in site.sent_to("/drafts/")] == ["I am here."]


def test_a_form_that_comes_back_has_its_words_to_begin_with_once(
    unwound: Page, site: StubSite
) -> None:
    page = enter(unwound, site, "/starters/")

    page.evaluate(
        "() => { const it = document.querySelector('word-starters'); it.parentElement.append(it); }"
    )

    expect(page.locator("word-starters button")).to_have_count(2)
    page.get_by_role("button", name="Thank you.").click()
    expect(page.get_by_label("reply")).to_have_value("Thank you. ")


def test_without_scripts_they_are_words_to_read(browser: Browser, site: StubSite) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/starters/")

    expect(page.locator("word-starters li").first).to_have_text("I am here.")
    expect(page.locator("word-starters button")).to_have_count(0)
    context.close()
