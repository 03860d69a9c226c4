# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody writes one word, and a person answers."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, PASSWORD
from tests.journeys.browsing import (
    follow,
    made_up_name,
    path_of,
    press,
    sign_in,
    submit,
    tab_to,
    type_into,
)
from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_word_is_posted_and_answered(place: Place, visitor: Visitor, scripts: bool) -> None:
    newcomer = visitor(java_script_enabled=scripts).new_page()
    name = made_up_name()
    _join(newcomer, place)
    _come_in(newcomer, place, name)
    conversation = _write_help(newcomer, place)

    member = visitor(java_script_enabled=scripts).new_page()
    sign_in(member, place.url, ANOTHER)
    _answer(member, place, conversation, "I am here.")

    _read_the_answer(newcomer, place, conversation, "I am here.")


def test_the_same_by_keyboard_alone(place: Place, visitor: Visitor) -> None:
    newcomer, name = visitor().new_page(), made_up_name()
    newcomer.goto(place.url)
    press(newcomer, newcomer.locator("main a[href='/join/']"))
    type_into(newcomer, newcomer.locator("[name=sign_in_name]"), made_up_name())
    type_into(newcomer, newcomer.locator("[name=password]"), PASSWORD)
    tab_to(newcomer, newcomer.locator("[name=adult]"))
    newcomer.keyboard.press("Space")
    press(newcomer, newcomer.locator("form:has([name=adult]) > div button"))
    assert path_of(newcomer) == "/account/codes/"
    press(newcomer, newcomer.locator("main a[href='/home/']"))
    press(newcomer, newcomer.locator(f"main a[href='/s/{place.community.space}/']"))
    press(newcomer, newcomer.locator("main a[href$='/joining/']"))
    for box in ("norms", "limits"):
        tab_to(newcomer, newcomer.locator(f"[name={box}]"))
        newcomer.keyboard.press("Space")
    type_into(newcomer, newcomer.locator("[name=name]"), name)
    press(newcomer, newcomer.locator("form:has([name=name]) button").first)
    press(newcomer, newcomer.locator("main a[href$='/arriving/beginning/']"))
    press(newcomer, newcomer.locator(f"main a[href='/s/{place.community.space}/']"))
    press(newcomer, newcomer.locator("main a[href$='/boards/evenings/']"))
    press(newcomer, newcomer.locator("main a[href$='/threads/new/']"))
    type_into(newcomer, newcomer.locator("[name=text]"), "help")
    press(newcomer, newcomer.locator("form:has([name=text]) .cluster button:not([name])").first)
    conversation = path_of(newcomer)
    assert "help" in newcomer.locator("#posts .prose").all_inner_texts()

    member = visitor().new_page()
    member.goto(f"{place.url}/sign-in/")
    type_into(member, member.locator("[name=login]"), ANOTHER)
    type_into(member, member.locator("[name=password]"), PASSWORD)
    with member.expect_navigation():
        member.keyboard.press("Enter")
    press(member, member.locator(f"main a[href='/s/{place.community.space}/']"))
    press(member, member.locator("nav a[href$='/waiting/'] >> visible=true"))
    press(member, member.locator(f"main a[href^='{conversation}']"))
    type_into(member, member.locator("[name=text]"), "I am here.")
    tab_to(member, member.locator("form:has([name=text]) .cluster button:not([name])"))
    member.keyboard.press("Enter")
    member.locator("#posts .prose", has_text="I am here.").wait_for()
    expect(member.locator("#posts .post", has_text="I am here.")).to_be_focused()

    _wait_for_notice(newcomer, place)
    press(newcomer, newcomer.locator("nav a[href$='/notices/'] >> visible=true"))
    press(newcomer, newcomer.locator(".notice-item a").first)
    assert path_of(newcomer) == conversation
    assert "I am here." in newcomer.locator("#posts .prose").all_inner_texts()


def test_what_cannot_be_sent_comes_back_in_its_place(place: Place, visitor: Visitor) -> None:
    member = visitor().new_page()
    sign_in(member, place.url, ANOTHER)
    member.goto(f"{place.url}/s/{place.community.space}/threads/{place.community.thread_id}/")

    member.locator("#reply .cluster button:not([name])").click()

    expect(member.locator("#reply .form-errors")).to_be_focused()
    assert member.locator("h1").count() == 1


def test_a_form_out_of_date_becomes_a_page_with_the_words(place: Place, visitor: Visitor) -> None:
    member = visitor().new_page()
    sign_in(member, place.url, ANOTHER)
    member.goto(f"{place.url}/s/{place.community.space}/threads/{place.community.thread_id}/")
    member.fill("[name=text]", "still here")
    member.context.clear_cookies(name="csrf")

    with member.expect_navigation():
        member.locator("#reply .cluster button:not([name])").click()

    assert member.locator("h1").count() == 1
    expect(member.get_by_text("still here")).to_be_visible()


def _join(page: Page, place: Place) -> None:
    """Join with a made-up name and a password, and nothing else."""
    page.goto(place.url)
    follow(page, "main a[href='/join/']")
    page.fill("[name=sign_in_name]", made_up_name())
    page.fill("[name=password]", PASSWORD)
    page.check("[name=adult]")
    required = page.locator("form:has([name=adult]) :is(input:not([type=hidden]), select)")
    assert required.evaluate_all("all => all.map(one => one.name)") == [
        "sign_in_name", "password", "adult",
    ]  # fmt: skip
    submit(page, "[name=adult]")
    assert path_of(page) == "/account/codes/"
    assert page.locator("main").inner_text().count("-") >= 20  # ten codes of three groups
    follow(page, "main a[href='/home/']")


def _come_in(page: Page, place: Place, name: str) -> None:
    """Choose a listed space, read, and come in under a name of its own."""
    follow(page, f"main a[href='/s/{place.community.space}/']")
    follow(page, "main a[href$='/joining/']")
    assert page.input_value("[name=name]") == ""
    page.check("[name=norms]")
    page.check("[name=limits]")
    page.fill("[name=name]", name)
    submit(page, "[name=name]")
    assert path_of(page) == f"/s/{place.community.space}/arriving/"
    follow(page, "main a[href$='/arriving/beginning/']")
    follow(page, f"main a[href='/s/{place.community.space}/']")
    assert path_of(page) == f"/s/{place.community.space}/"


def _write_help(page: Page, place: Place) -> str:
    """Write one word as fast as it goes; it stands there at once. Returns where."""
    follow(page, "main a[href$='/boards/evenings/']")
    follow(page, "main a[href$='/threads/new/']")
    began = time.monotonic()
    page.fill("[name=text]", "help")
    submit(page, "[name=text]")
    assert page.locator("#posts .prose").all_inner_texts() == ["help"]
    assert time.monotonic() - began < 10
    return path_of(page)


def _answer(page: Page, place: Place, conversation: str, words: str) -> None:
    """Find who waits, and answer."""
    page.goto(place.space + "/")
    follow(page, "nav a[href$='/waiting/']")
    follow(page, f"main a[href^='{conversation}']")
    page.fill("[name=text]", words)
    page.locator("form:has([name=text]) .cluster button:not([name])").click()
    page.locator("#posts .prose", has_text=words).wait_for()
    assert page.locator("#waits").inner_text() == ""


def _read_the_answer(page: Page, place: Place, conversation: str, words: str) -> None:
    _wait_for_notice(page, place)
    follow(page, "nav a[href$='/notices/']")
    follow(page, ".notice-item a")
    assert path_of(page) == conversation
    assert words in page.locator("#posts .prose").all_inner_texts()
    page.goto(f"{place.space}/waiting/")
    assert page.locator(f"main a[href^='{conversation}']").count() == 0


def _wait_for_notice(page: Page, place: Place) -> None:
    """The courier brings it within seconds; the mark stands on every page of the space."""
    end = time.monotonic() + 20
    while not page.goto(place.space + "/") or not page.locator("nav .dot >> visible=true").count():
        assert time.monotonic() < end, "no notice came"
