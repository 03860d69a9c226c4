# SPDX-License-Identifier: AGPL-3.0-or-later
"""A detail is folded, its author changes it, and a steward looks: with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.community import ANOTHER, MEMBER, NEWCOMER, STEWARD
from tests.journeys.browsing import follow, path_of, press, sign_in, tab_to, type_into
from tests.journeys.conftest import Place
from tests.journeys.ground import until
from tests.journeys.test_reported import (
    DETAIL,
    come_in,
    end_role,
    fold_by_keyboard,
    make_steward,
    open_letter,
    report_words,
    write,
)

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
NEW = "I cannot sleep. I had too many of them by me. Is anybody there?"
BEGUN = "I only wanted to say how it is."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_folded_detail_is_changed_by_its_author_and_shown_again(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    author, reader, steward, second = (
        visitor(java_script_enabled=scripts).new_page() for _ in range(4)
    )
    for page, who in ((author, MEMBER), (reader, NEWCOMER), (steward, STEWARD), (second, ANOTHER)):
        sign_in(page, place.url, who)
    make_steward(steward, place)
    conversation = write(author, place)
    come_in(reader, place)
    report_words(reader, place, conversation)
    fold_by_keyboard(steward, place)

    decision = _open_decision(author, place, conversation)
    if scripts:
        author = _begin_to_appeal_without_a_line(author, place, decision)
    follow(author, "main a[href$='/words/']")
    author.fill("form [name=text]", NEW)
    _press_and_wait(author, "form:has([name=text]) .cluster button:not([name])")
    author.goto(f"{place.space}/mine/words/")
    mine = author.locator("main").inner_text()
    assert "Waits for a steward" in mine
    assert "Somebody looks at it at the latest" in mine
    reader.goto(f"{place.url}{conversation}")
    assert "too many of them" not in reader.content()

    _look_by_keyboard(second, place)

    reader.goto(f"{place.url}{conversation}")
    assert NEW in reader.locator("#posts").inner_text()
    assert "forty" not in reader.content()
    author.goto(f"{place.space}/mine/words/")
    assert "Changed with your agreement." in author.locator("main").inner_text()
    end_role(steward, place)


def test_a_file_is_taken_on_noted_and_given_back_by_keyboard_alone(
    place: Place, visitor: Visitor
) -> None:
    author, reader, steward = (visitor().new_page() for _ in range(3))
    for page, who in ((author, MEMBER), (reader, NEWCOMER), (steward, STEWARD)):
        sign_in(page, place.url, who)
    conversation = write(author, place)
    come_in(reader, place)
    report_words(reader, place, conversation)
    steward.goto(f"{place.space}/reports/")
    press(steward, steward.locator("main a[href*='/reports/']", has_text="unsafe").first)
    press(steward, steward.locator("form[action$='/claim/'] button"))

    for kind, words in (("know", "A number of pills."), ("next", "Write to her tonight.")):
        tab_to(steward, steward.locator(f"#notes-{kind} summary"))
        steward.keyboard.press("Enter")
        type_into(steward, steward.locator(f"#notes-{kind} [name=text]"), words)
        _enter_and_wait(steward, f"#notes-{kind} .cluster button")
        steward.locator(f"#notes-{kind} .prose", has_text=words).wait_for()
    tab_to(steward, steward.locator("#ownership summary"))
    steward.keyboard.press("Enter")
    type_into(steward, steward.locator("#ownership [name=text]"), "She reads at night.")
    _enter_and_wait(steward, "#ownership .cluster button")

    steward.locator("#notes-handover .prose", has_text="She reads at night.").wait_for()
    assert steward.locator("form[action$='/claim/']").count() == 1
    press(steward, steward.locator("form[action$='/claim/'] button"))
    tab_to(steward, steward.locator("[name=decision]").first)
    steward.keyboard.press("Space")
    _enter_and_wait(steward, "#decision .cluster button")
    steward.locator("#ownership", has_text="It can stay as it is").wait_for()


def _open_decision(page: Page, place: Place, conversation: str) -> str:
    """The notice leads to a letter with all of one's words."""
    open_letter(page, place, conversation)
    said = page.locator("main").inner_text()
    assert "It is good that you wrote" in said
    assert DETAIL in said
    return path_of(page)


def _begin_to_appeal_without_a_line(page: Page, place: Place, decision: str) -> Page:
    """An appeal that was begun without a connection, in a tab that is closed, is there again."""
    context = page.context
    context.set_offline(True)
    page.locator("#appeal [name=text]").press_sequentially(BEGUN)
    again = context.new_page()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    context.set_offline(False)
    again.goto(f"{place.url}{decision}")
    field = again.locator("#appeal [name=text]")
    until(lambda: field.input_value() == BEGUN, within=30, why="the words came back")
    return again


def _look_by_keyboard(page: Page, place: Place) -> None:
    page.goto(f"{place.space}/reports/")
    press(page, page.locator("main a[href*='/changed/']").first)
    assert NEW in page.locator("main").inner_text()
    press(page, page.locator("button[value=all]"))
    assert path_of(page).endswith("/reports/")


def _enter_and_wait(page: Page, button: str) -> None:
    tab_to(page, page.locator(button).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _press_and_wait(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()
