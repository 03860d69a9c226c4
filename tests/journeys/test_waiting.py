# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody waits, and is handed on step by step until a person answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, MEMBER, STEWARD
from tests.journeys.browsing import follow, path_of, sign_in, submit
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_wait_is_handed_on_until_somebody_answers(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    author, peer, steward = (visitor(java_script_enabled=scripts).new_page() for _ in range(3))
    for page, name in ((author, MEMBER), (peer, ANOTHER), (steward, STEWARD)):
        sign_in(page, place.url, name)
    conversation = _begin(author, place, "I lie awake again")
    conversation_at, notices = place.url + conversation, f"{place.space}/notices/"
    _say_it_is_about(author, "sleep")
    assert _steps(author, place, conversation) == 1  # only when the stewards are told at the latest

    _turn(place, conversation, 2)  # who named sleep is asked
    _wait_for(author, conversation_at, "glad to answer was asked")
    _wait_for(peer, notices, "You said that you are glad to be asked")

    _turn(place, conversation, 2)  # the welcome team
    _wait_for(author, conversation_at, "The welcome team was told")
    _wait_for(peer, notices, "The welcome team is asked")

    _turn(place, conversation, 4)  # the stewards
    _wait_for(author, conversation_at, "The stewards were told")
    _wait_for(steward, notices, "The stewards are asked")
    steward.goto(place.space + "/")
    expect(steward.locator("#desk-waiting")).to_have_count(1)
    assert _steps(author, place, conversation) == 3

    peer.goto(place.space + "/waiting/")
    follow(peer, f"main a[href^='{conversation}']")
    peer.fill("[name=text]", "I am awake too.")
    peer.locator("form:has([name=text]) .cluster button:not([name])").click()
    peer.locator("#posts .prose", has_text="I am awake too.").wait_for()

    author.goto(conversation_at)
    expect(author.locator("#own-wait")).to_have_count(0)
    peer.goto(place.space + "/waiting/")
    expect(peer.locator(f"main a[href^='{conversation}']")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_question_is_handed_on_until_somebody_answers_it(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    asker, peer, steward = (visitor(java_script_enabled=scripts).new_page() for _ in range(3))
    for page, name in ((asker, MEMBER), (peer, ANOTHER), (steward, STEWARD)):
        sign_in(page, place.url, name)
    conversation = _begin(asker, place, "I tried the long walk")
    at, notices = place.url + conversation, f"{place.space}/notices/"
    steward.goto(place.space + "/me/answering/")
    steward.locator("input[value=work]").check()
    submit(steward, "input[value=work]")
    _say_it_is_about(asker, "work")
    peer.goto(at)
    _reply(peer, "Well done.")
    asker.goto(at)
    asker.locator("#id_asks").check()
    _reply(asker, "How did you sleep after yours?")
    asker.goto(at)
    expect(asker.locator("[id^=own-wait-]")).to_have_count(1)

    _turn(place, conversation, 3)  # who named work is asked
    _wait_for(asker, at, "glad to answer was asked")
    _wait_for(steward, notices, "Somebody asked something and waits")
    _turn(place, conversation, 3)  # the welcome team
    _wait_for(asker, at, "The welcome team was told")
    _turn(place, conversation, 6)  # the stewards
    _wait_for(asker, at, "The stewards were told")
    steward.goto(place.space + "/")
    expect(steward.locator("#desk-waiting")).to_have_count(1)
    asker.goto(place.space + "/mine/words/")
    own = asker.locator("article", has_text="How did you sleep").first  # the newest
    expect(own).to_contain_text("Waits for a person to answer")

    peer.goto(place.space + "/waiting/")
    follow(peer, "main li:has-text('How did you sleep after yours?') h2 a")
    if scripts:  # what was begun before comes along, and takes no mark off
        peer.fill("[name=text]", "Like")
    follow(peer, "#posts [id^=asks-] a")
    assert peer.locator("[name=answers]").is_checked()
    assert peer.input_value("[name=text]") == ("Like" if scripts else "")
    _reply(peer, "Like a stone.")
    peer.goto(at)
    expect(peer.locator("[id^=asks-]")).to_have_count(0)

    asker.goto(at)
    expect(asker.locator("[id^=own-wait-]")).to_have_count(0)
    _press(asker, "I still hope for an answer")
    peer.goto(at)
    expect(peer.locator("[id^=asks-]")).to_have_count(1)
    asker.goto(at)
    _press(asker, "I need no answer any more")
    peer.goto(place.space + "/waiting/")
    expect(peer.locator("main li", has_text="How did you sleep after yours?")).to_have_count(0)


def _reply(page: Page, words: str) -> None:
    page.fill("[name=text]", words)
    page.locator("form:has([name=text]) .cluster button:not([name])").click()
    page.locator("#posts .prose", has_text=words).wait_for()


def _press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("#posts button", has_text=words).click()


def _begin(page: Page, place: Place, words: str) -> str:
    page.goto(f"{place.space}/boards/evenings/threads/new/")
    page.fill("[name=text]", words)
    submit(page, "[name=text]")
    return path_of(page)


def _say_it_is_about(page: Page, word: str) -> None:
    page.locator("#own-wait summary").click()
    page.locator(f"#own-wait input[value={word}]").check()
    with page.expect_navigation():
        page.locator("#own-wait form button").click()
    assert page.locator(f"#own-wait input[value={word}]").is_checked()


def _steps(page: Page, place: Place, conversation: str) -> int:
    page.goto(place.url + conversation)
    return page.locator("#own-wait li").count()


def _turn(place: Place, conversation: str, hours: int) -> None:
    thread_id = conversation.rstrip("/").rpartition("/")[2]
    place.product.installation.python("-m", "tests.journeys.turning", thread_id, str(hours))


def _wait_for(page: Page, address: str, words: str) -> None:
    def told() -> bool:
        page.goto(address)
        return words in page.locator("main").inner_text()

    until(told, within=30, why=f"nobody was told: {words}")
