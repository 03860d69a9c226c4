# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words are kept while somebody writes, sent once, and let go on the device."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from hearthside.core.tests.elements.ground import enter, kept_on_device, write
from hearthside.core.tests.elements.stub_site import StubSite

pytestmark = pytest.mark.journey
SIX_SECONDS = 6_000


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

    with page.expect_navigation():  # a browser that is closed on its way may never answer
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
