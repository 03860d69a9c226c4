# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words are reported, a part is folded, and another steward looks again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.community import ANOTHER, MEMBER, NEWCOMER, STEWARD
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
DETAIL = "I counted out forty of the blue ones."
WORDS = f"I cannot sleep. {DETAIL} Is anybody there?"


def test_a_reported_post_is_handled_to_appeal_by_two_stewards(
    place: Place, visitor: Visitor
) -> None:
    author = visitor(java_script_enabled=False).new_page()
    reader, steward, second = (visitor().new_page() for _ in range(3))
    for page, who in ((author, MEMBER), (reader, NEWCOMER), (steward, STEWARD), (second, ANOTHER)):
        sign_in(page, place.url, who)
    make_steward(steward, place)

    conversation = write(author, place)
    come_in(reader, place)
    report_words(reader, place, conversation)
    fold_by_keyboard(steward, place)

    reader.goto(f"{place.url}{conversation}")
    assert "(…) Is anybody there?" in reader.locator("#posts").inner_text()
    assert DETAIL not in reader.content()

    decision = _read_and_appeal(author, place, conversation)
    _cannot_answer_oneself(steward, place)
    _answer_appeal(second, place)

    author.goto(f"{place.url}{decision}")
    assert "You are right, it can stay." in author.locator("main").inner_text()
    reader.goto(f"{place.url}{conversation}")
    assert DETAIL in reader.locator("#posts").inner_text()
    end_role(steward, place)


def make_steward(page: Page, place: Place) -> None:
    """The community has one steward; an appeal needs another."""
    page.goto(f"{place.space}/people/{place.community.member_id}/staff/")
    page.select_option("[name=role]", "steward")
    submit(page, "[name=role]")


def end_role(page: Page, place: Place) -> None:
    """Leave the community as it was found."""
    page.goto(f"{place.space}/people/{place.community.member_id}/staff/")
    with page.expect_navigation():
        page.locator("#grants form[action$='/ending/'] button").last.click()


def write(page: Page, place: Place) -> str:
    page.goto(f"{place.space}/boards/evenings/threads/new/")
    page.fill("[name=text]", WORDS)
    submit(page, "[name=text]")
    return path_of(page)


def come_in(page: Page, place: Place) -> None:
    """Become a member, where an earlier journey has not done so yet."""
    page.goto(f"{place.space}/joining/")
    if not page.locator("[name=norms]").count():
        return
    page.check("[name=norms]")
    page.check("[name=limits]")
    page.fill("[name=name]", made_up_name())
    submit(page, "[name=name]")


def report_words(page: Page, place: Place, conversation: str) -> None:
    page.goto(f"{place.url}{conversation}")
    follow(page, "#posts a[href$='/options/']")
    follow(page, "main a[href*='/reports/new/']")
    page.check("[value=unsafe]")
    submit(page, "[value=unsafe]")
    assert path_of(page).endswith("/reports/mine/")


def fold_by_keyboard(page: Page, place: Place) -> None:
    """Take it on, choose the sentence, say why: without a pointer."""
    page.goto(f"{place.space}/reports/")
    file = page.locator("main a[href*='/reports/']", has_text="unsafe").first
    press(page, file)
    press(page, page.locator("form[action$='/claim/'] button"))
    tab_to(page, page.locator("[name=decision]").first)
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.locator("[name=decision][value=folded]").is_checked()
    tab_to(page, page.locator("#decision summary"))
    page.keyboard.press("Enter")
    part = page.locator("#decision label", has_text=DETAIL).locator("input")
    tab_to(page, part)
    page.keyboard.press("Space")
    type_into(page, page.locator("#decision [name=text]"), "One line is too close. You matter.")
    press(page, page.locator("#decision .cluster button"))
    assert "folded" in page.locator("#ownership").inner_text()


def open_letter(page: Page, place: Place, conversation: str) -> None:
    """Come to what a steward wrote about it by its notice; letters about others may come first."""
    page.goto(f"{place.url}{conversation}")
    post = (page.locator("#posts .post").first.get_attribute("id") or "").removeprefix("p-")
    new = page.locator(".notice-item[data-state=new] a", has_text="A steward has written to you")
    end = time.monotonic() + 30
    while True:
        page.goto(f"{place.space}/notices/")
        if new.count():
            with page.expect_navigation():
                new.first.click()
            if page.locator(f"main a[href*='{post}']").count():
                return
        assert time.monotonic() < end, "no notice came"


def _read_and_appeal(page: Page, place: Place, conversation: str) -> str:
    """The notice leads to the whole of it; without scripts."""
    open_letter(page, place, conversation)
    said = page.locator("main").inner_text()
    assert WORDS in said
    assert "One line is too close. You matter." in said
    page.fill("#appeal [name=text]", "It is not a number of anything.")
    send(page, "#appeal")
    assert "It is not a number of anything." in page.locator("main").inner_text()
    assert page.locator("#appeal").count() == 0
    return path_of(page)


def _cannot_answer_oneself(page: Page, place: Place) -> None:
    page.goto(f"{place.space}/reports/")
    follow(page, "main a[href*='/reports/']:has-text('appeal')")
    assert page.locator("form[action$='/claim/']").count() == 0


def _answer_appeal(page: Page, place: Place) -> None:
    page.goto(f"{place.space}/reports/")
    follow(page, "main a[href*='/reports/']:has-text('appeal')")
    _claim(page)
    page.check("#decision [value=changed]")
    page.fill("#decision [name=text]", "You are right, it can stay.")
    send(page, "#decision")


def _claim(page: Page) -> None:
    send(page, "form[action$='/claim/']")


def send(page: Page, form: str) -> None:
    with page.expect_navigation():
        page.locator(f"{form} button").last.click()
