# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people write to one another: asked, accepted, reported, ended, from both sides. One of
them has no scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.community import ANOTHER, MEMBER, STEWARD
from tests.journeys.browsing import follow, path_of, sign_in, submit
from tests.journeys.conftest import Place
from tests.journeys.test_axe import AXE, CANNOT_SEE, RULES

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
NUMBER = "ring me at +44 20 7946 0958"
LINK, ANSWER = "look: https://example.org/", "I read it. Thank you."
NARROW = ViewportSize(width=320, height=640)
WIDE = ViewportSize(width=1280, height=900)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize("asker", ["without-scripts", "with-scripts"])
def test_two_people_write_and_one_of_them_reports_it_and_ends_it(
    places: Callable[..., Any], visitor: Visitor, database: str, asker: str
) -> None:
    """Asked, accepted, reported and ended, each by somebody with and without scripts.

    In a place of its own: between two people it rests for a while after an end.
    """
    with places(database) as place:
        scripts = asker == "with-scripts"
        asking = visitor(java_script_enabled=scripts, viewport=NARROW).new_page()
        sign_in(asking, place.url, MEMBER)
        letters = _ask(asking, place)

        asked = visitor(java_script_enabled=not scripts).new_page()
        sign_in(asked, place.url, ANOTHER)
        _accept(asked, place, letters, checks=not scripts)
        _write_with_a_number(asking, letters, place, scripts=scripts)
        _answer(asked, letters, place, scripts=not scripts)

        _report(asked, NUMBER, checks=not scripts)
        _end(asked)
        _sees_that_it_ended(asking, place, letters)
        _reports_too(asking, place, letters)
        _read_as_a_steward(visitor().new_page(), place)


def _ask(page: Page, place: Place) -> str:
    """Ask from a member's page, with a word; return where it is from now on."""
    page.goto(f"{place.space}/people/{place.community.member_id}/")
    follow(page, "main a[href*='/letters/ask/']")
    page.fill("[name=text]", "May I write to you alone?")
    submit(page, "[name=text]")
    assert "/letters/" in path_of(page)
    assert page.locator("main [name=text]").count() == 0
    return path_of(page)


def _accept(page: Page, place: Place, letters: str, *, checks: bool) -> None:
    page.goto(f"{place.space}/letters/")
    follow(page, f"#asking a[href='{letters}']")
    _check(page, checks)
    with page.expect_navigation():
        page.locator("#answer button").first.click()
    expect(page.locator("main [name=text]")).to_be_visible()


def _write_with_a_number(page: Page, letters: str, place: Place, *, scripts: bool) -> None:
    """A number comes back once, for the writer to think about, and then goes as it is."""
    page.goto(f"{place.url}{letters}")
    page.fill("[name=text]", NUMBER)
    _send(page, "#write form button", scripts)
    expect(page.locator("[name=as_it_is]")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value(NUMBER)
    assert NUMBER not in page.locator("#lines").inner_text()
    _send(page, "[name=as_it_is]", scripts)
    expect(page.locator("#lines")).to_contain_text(NUMBER)


def _send(page: Page, button: str, scripts: bool) -> None:
    """With scripts the page stays, without them another comes."""
    if scripts:
        page.locator(button).first.click()
        return
    with page.expect_navigation():
        page.locator(button).first.click()


def _answer(page: Page, letters: str, place: Place, *, scripts: bool) -> None:
    """A link comes back in its place, with the words; the answer stands there at once."""
    page.goto(f"{place.url}{letters}")
    expect(page.locator("#lines")).to_contain_text(NUMBER)
    for words in (LINK, ANSWER):
        page.fill("[name=text]", words)
        _send(page, "#write form button", scripts)
        if words == LINK:
            expect(page.locator("#write .form-errors")).to_be_visible()
            expect(page.locator("[name=text]")).to_have_value(LINK)
    expect(page.locator("#lines .letter[data-mine]")).to_contain_text(ANSWER)
    expect(page.locator("main [name=text]")).to_have_value("")
    _check(page, scripts)


def _report(page: Page, words: str, *, checks: bool) -> None:
    """Show the stewards one message, and no other; without a yes to it nothing goes."""
    follow(page, "main a[href$='/report/']")
    for box in page.locator("[name=lines]").all():
        box.uncheck()
    page.locator("label", has_text=words).locator("[name=lines]").check()
    page.check("[name=concerning][value=contact]")
    submit(page, "[name=consents]")
    assert path_of(page).endswith("/report/")
    assert page.locator("label", has_text=words).locator("[name=lines]").is_checked()
    page.check("[name=consents]")
    _check(page, checks)
    submit(page, "[name=consents]")
    assert "/report/" not in path_of(page)


def _end(page: Page) -> None:
    page.locator(".letter-tools summary").click()
    with page.expect_navigation():
        page.locator("form[action$='/ending/'] button").first.click()
    expect(page.locator("main [name=text]")).to_have_count(0)


def _sees_that_it_ended(page: Page, place: Place, letters: str) -> None:
    """The other reads that it has ended and not why, and still has what was written."""
    page.goto(f"{place.url}{letters}")
    expect(page.locator("main [name=text]")).to_have_count(0)
    expect(page.locator("#lines")).to_contain_text(ANSWER)
    assert "report" not in page.locator("main").inner_text().lower()
    page.goto(f"{place.space}/letters/")
    assert "Ended" in page.locator("main").inner_text()
    page.goto(f"{place.space}/people/{place.community.people[ANOTHER]}/")
    follow(page, "main a[href*='/letters/ask/']")
    assert page.locator("main [name=text]").count() == 0  # it rests for a while


def _reports_too(page: Page, place: Place, letters: str) -> None:
    """Who was told on can tell the stewards as well, also after the end."""
    page.goto(f"{place.url}{letters}")
    _report(page, ANSWER, checks=False)


def _read_as_a_steward(page: Page, place: Place) -> None:
    """What was chosen is in the file; the rest, and the page itself, are nowhere."""
    sign_in(page, place.url, STEWARD)
    page.goto(f"{place.space}/reports/")
    reports = page.locator("main a[href*='/reports/']").evaluate_all("all => all.map(a => a.href)")
    files = []
    for address in dict.fromkeys(reports):
        page.goto(address)
        files.append(page.locator("main").inner_text())
    assert any(NUMBER in text for text in files)
    assert any(ANSWER in text for text in files)
    assert not any(NUMBER in text and ANSWER in text for text in files)
    assert not any("May I write to you alone?" in text for text in files)


def _check(page: Page, scripts: bool) -> None:
    """Axe finds nothing, wide and narrow; it needs scripts itself."""
    for size in (NARROW, WIDE) if scripts else ():
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")  # nothing half under the bars
        page.evaluate(AXE)
        assert page.evaluate(RULES, None) == []
        assert page.evaluate(CANNOT_SEE) == []
