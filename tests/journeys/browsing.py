# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people do in a browser, said once for all journeys."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Locator, Page

from tests.community import PASSWORD

SHOWS_FOCUS: Final = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return "";
  if (it.type === "date" && !it.matches(":focus")) return "seen"; // the browser's own button in it
  const look = getComputedStyle(it);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  return ring || look.boxShadow !== "none" ? "seen" : "unseen: " + it.outerHTML.slice(0, 120);
}"""
MOST_STOPS: Final = 60


@dataclass(frozen=True)
class Line:
    """How slow a line is."""

    kbps: int
    latency_ms: int


GOOD_LINE: Final = Line(kbps=400, latency_ms=400)
POOR_LINE: Final = Line(kbps=70, latency_ms=1400)


def slow_down(page: Page, line: Line) -> CDPSession:
    """Put a page on a slow line, as Chromium emulates it."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = line.kbps * 1000 / 8
    conditions = {
        "offline": False,
        "latency": line.latency_ms,
        "downloadThroughput": speed,
        "uploadThroughput": speed,
    }
    session.send("Network.emulateNetworkConditions", conditions)
    return session


def made_up_name() -> str:
    """A name of its own. Letters only: six digits in a row would look like a telephone."""
    return "ember" + "".join(secrets.choice(ascii_lowercase) for _ in range(8))


def sign_in(page: Page, url: str, name: str, password: str = PASSWORD) -> None:
    """Sign in as a person does."""
    page.goto(f"{url}/sign-in/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    submit(page, "[name=login]")
    assert path_of(page) == "/home/", page.url


def submit(page: Page, field: str) -> None:
    """Press the button that sends the form that holds a field."""
    with page.expect_navigation():
        page.locator(f"form:has({field})").locator(
            "button:not([type=button]):visible"
        ).first.click()


def follow(page: Page, link: str) -> None:
    """Follow the first visible link of that kind."""
    with page.expect_navigation():
        page.locator(f"{link} >> visible=true").first.click()


def path_of(page: Page) -> str:
    """Where a page is, without the place and without the query."""
    return urlsplit(page.url).path


def tab_to(page: Page, target: Locator) -> int:
    """Press Tab until something has the focus; every stop on the way must show it."""
    for stops in range(1, MOST_STOPS + 1):
        page.keyboard.press("Tab")
        seen = page.evaluate(SHOWS_FOCUS)
        assert seen in ("seen", ""), seen
        if target.evaluate("it => it === document.activeElement"):
            return stops
    raise AssertionError(f"not reached with {MOST_STOPS} presses of Tab: {target}")


def press(page: Page, target: Locator) -> None:
    """Reach something by Tab and open it with Enter."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, words: str) -> None:
    """Reach a field by Tab and type."""
    tab_to(page, target)
    page.keyboard.type(words)


def state_of(context: BrowserContext) -> Mapping[str, Any]:
    """Cookies and storage, to begin another context with."""
    return context.storage_state()
