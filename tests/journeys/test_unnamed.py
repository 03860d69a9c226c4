# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words without a name, from both sides: said, answered, found again, kept away, written to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, MEMBER, STEWARD
from tests.journeys.browsing import path_of, sign_in, submit
from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_speaks_without_their_name_and_others_live_with_it(
    scripts: bool, place: Place, visitor: Visitor
) -> None:
    author, other, steward = (visitor(java_script_enabled=scripts).new_page() for _ in range(3))
    for page, name in ((author, MEMBER), (other, ANOTHER), (steward, STEWARD)):
        sign_in(page, place.url, name)
    marked = "with" if scripts else "without"

    first = _begin(author, place, f"Nobody knows this, {marked} scripts.")
    alias = _alias(other, place, first)
    _answer(other, place, first, "You are not alone with it.")
    _answer(author, place, first, "Thank you for saying so.")
    assert _alias(other, place, first, post=-1) == alias
    other.goto(f"{place.url}{first}")
    expect(other.locator("main")).to_contain_text("Thank you for saying so.")

    second = _begin(author, place, f"And another thing, {marked} scripts.")
    assert _alias(other, place, second) != alias

    _finds_both(author, place, (first, second))
    _is_written_to(steward, author, place, first)
    _is_kept_away(other, place, first)


def _begin(page: Page, place: Place, text: str) -> str:
    """Begin a conversation without a name; return where it is."""
    page.goto(f"{place.space}/boards/{place.community.board}/threads/new/")
    page.fill("[name=text]", text)
    page.check("[name=unnamed]")
    submit(page, "[name=text]")
    expect(page.locator("main")).to_contain_text(text)
    return path_of(page).split("?")[0]


def _alias(page: Page, place: Place, thread: str, post: int = 0) -> str:
    """Under which name a post stands for somebody else."""
    page.goto(f"{place.url}{thread}")
    return page.locator("main article .byline strong").all()[post].inner_text()


def _open_voice(page: Page, place: Place, thread: str) -> None:
    """Go to the page of whoever began a conversation, as anybody else can."""
    page.goto(f"{place.url}{thread}")
    with page.expect_navigation():
        page.locator("main article .post-actions a").first.click()
    with page.expect_navigation():
        page.locator("main a[href*='/voices/']").first.click()


def _answer(page: Page, place: Place, thread: str, text: str) -> None:
    page.goto(f"{place.url}{thread}")
    page.fill("#reply [name=text]", text)
    page.locator("#reply .cluster > button:not([name], [type=button])").click()
    expect(page.locator("main")).to_contain_text(text)


def _finds_both(page: Page, place: Place, threads: tuple[str, str]) -> None:
    """The author's own list has both, whatever they were said under."""
    page.goto(f"{place.space}/mine/")
    for thread in threads:
        assert page.locator(f"main a[href*='{thread}']").count() > 0


def _is_written_to(steward: Page, author: Page, place: Place, thread: str) -> None:
    """A steward writes to the voice; its author answers as the voice."""
    _open_voice(steward, place, thread)
    with steward.expect_navigation():
        steward.locator("main a[href*='/letters/ask/']").click()
    steward.fill("[name=text]", "May I listen for a while?")
    submit(steward, "[name=text]")
    letters = path_of(steward)
    author.goto(f"{place.space}/letters/")
    author.goto(f"{place.url}{letters}")
    with author.expect_navigation():
        author.locator("#answer button").first.click()
    author.fill("[name=text]", "Yes, please.")
    author.locator("#write form button").first.click()
    expect(author.locator("#lines")).to_contain_text("Yes, please.")
    steward.goto(f"{place.url}{letters}")
    expect(steward.locator("#lines")).to_contain_text("Yes, please.")
    assert MEMBER not in steward.locator("main").inner_text()


def _is_kept_away(page: Page, place: Place, thread: str) -> None:
    """Whoever blocks the voice does not meet it in this conversation any more."""
    _open_voice(page, place, thread)
    with page.expect_navigation():
        page.locator("main form:has([name=distance][value=block]) button").click()
    page.goto(f"{place.url}{thread}")
    expect(page.locator("main article", has_text="Thank you for saying so.")).to_have_count(0)
