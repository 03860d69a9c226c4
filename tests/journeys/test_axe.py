# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page can be used by everybody: axe finds nothing, and what axe cannot see is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page

from tests import community
from tests.house.isolation_cast import addresses, filling
from tests.journeys.browsing import SHOWS_FOCUS
from tests.journeys.clients import Client
from tests.journeys.conftest import Place

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("place", ["sqlite"], indirect=True)]

Visitor = Callable[..., BrowserContext]

CAST: Final = {
    "stranger": "",
    "newcomer": community.NEWCOMER,
    "member": community.MEMBER,
    "steward": community.STEWARD,
    "keeper": community.KEEPER,
}
AXE: Final = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES: Final = """async (only) => {
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  if (only) options.runOnly = { type: "rule", values: only };
  const found = await axe.run(document, options);
  const said = ({ any, target }) => `${target.join(" ")} ${any[0]?.message ?? ""}`;
  const places = ({ nodes }) => nodes.slice(0, 3).map(said);
  return found.violations.map((wrong) => `${wrong.id}: ${places(wrong).join(" | ")}`);
}"""
ONE_PAGE: Final = {
    "forum:found": "forum:search",  # whose words open no more
    "moderation:file_proposal": "moderation:member_proposal",
    "moderation:keep_transparency": "moderation:transparency",
}
"""Addresses that show the same page, reached from elsewhere or by somebody else."""
COLOURS: Final = ["color-contrast", "link-in-text-block"]
SETTLED: Final = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
NARROW: Final = {"width": 320, "height": 640}
WIDE: Final = {"width": 1280, "height": 900}
CANNOT_SEE: Final = """() => {
  const told = [];
  const root = document.documentElement;
  if (!document.title.trim()) told.push("no title");
  if (!/^[a-z]{2}/.test(root.lang)) told.push("no language");
  if (document.querySelectorAll("h1").length !== 1) told.push("not one h1");
  if (root.scrollWidth > innerWidth) told.push(`${root.scrollWidth} px wide in ${innerWidth}`);
  return told;
}"""
TWICE_AS_LARGE: Final = """() => {
  const root = document.documentElement;
  root.style.fontSize = "200%";
  const wide = root.scrollWidth;
  root.style.fontSize = "";
  return wide > innerWidth ? [`large text: ${wide} px wide in ${innerWidth}`] : [];
}"""
WATCH_FOCUS: Final = f"""() => {{
  window.stops = [];
  const known = new Set();
  document.addEventListener("focusin", ({{ target }}) => {{
    if (known.has(target)) return;
    known.add(target);
    window.stops.push([({SHOWS_FOCUS})(), target.getAttribute("href") ?? ""]);
  }});
  document.activeElement?.blur();
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  const shown = [...all].filter((one) => one.checkVisibility({{ visibilityProperty: true }}));
  const dates = shown.filter((one) => one.type === "date").length; // four stops each
  return shown.length + 3 * dates + 1;
}}"""
MISSED: Final = """(reached) => {
  const links = [...document.querySelectorAll("main a[href], footer a[href]")];
  const shown = links.filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const last = shown.at(-1)?.getAttribute("href");
  return last && !reached.includes(last) ? last : "";
}"""
SHAPE: Final = re.compile(r"<(?!/|!)([a-z-]+)(?:[^>]*?class=\"([^\"]*)\")?")


@dataclass(frozen=True)
class Sheet:
    """One page as one of the cast sees it."""

    who: str
    kind: str
    path: str


def _sheets(place: Place, cookies: dict[str, str]) -> Iterator[Sheet]:
    """Every page that answers one of the cast; where two are built alike, one of them."""
    seen: set[frozenset[str]] = set()
    extra = [("help", "/help/"), ("country", "/help/gb/"), ("what-it-cannot", "/help/leaving/")]
    extra += [("nothing", "/nowhere/"), ("join", "/join/?shown=yes")]
    for who, cookie in cookies.items():
        client = Client(place.url)
        client.cookies["session"] = cookie
        named = [(a.name, a.url(filling(place.community, a.name))) for a in addresses()]
        for name, path in [*named, *extra]:
            if name in ("exit", "service_worker"):
                continue
            answer = client.get(path)
            kind = name if answer.status == 200 else str(answer.status)
            shape = frozenset(f"{kind}{m[1]}.{m[2]}" for m in SHAPE.finditer(answer.text))
            if answer.status in (200, 403, 404) and not _seen(shape, seen):
                yield Sheet(who, kind, path)


def _seen(shape: frozenset[str], seen: set[frozenset[str]]) -> bool:
    if any(shape <= other for other in seen):
        return True
    seen.add(shape)
    return False


@pytest.mark.timeout(900)  # seconds; every page, on two screens, in two colour schemes
def test_axe_and_the_keyboard_find_nothing_wrong_anywhere(place: Place, visitor: Visitor) -> None:
    cookies = {who: _cookie(place, name) for who, name in CAST.items()}
    wrong: list[str] = []
    titles: dict[str, set[str]] = {}
    walked: set[str] = set()
    devices = {who: _device(visitor, place, cookie) for who, cookie in cookies.items()}
    sheets = list(_sheets(place, cookies))
    for sheet in sheets:
        page = devices[sheet.who]
        page.goto(place.url + sheet.path)
        titles.setdefault(page.title(), set()).add(ONE_PAGE.get(sheet.kind, sheet.kind))
        found = _looked_at(page)
        if sheet.kind not in walked:
            walked.add(sheet.kind)
            found += _walked_through(page)
        wrong += [f"{sheet.who} {sheet.kind} {sheet.path}: {what}" for what in found]

    print(f"{len(sheets)} pages looked at")
    assert not wrong, f"{len(wrong)} things:\n" + "\n".join(sorted(wrong))
    shared = {title: kinds for title, kinds in titles.items() if len(kinds) > 1}
    assert not shared, f"one title for several kinds of page: {shared}"


def _cookie(place: Place, name: str) -> str:
    client = Client(place.url)
    if name:
        client.sign_in(name)
    return client.cookies.get("session", "")


def _device(visitor: Visitor, place: Place, cookie: str) -> Page:
    context = visitor(reduced_motion="reduce")
    if cookie:
        context.add_cookies([{"name": "session", "value": cookie, "url": place.url}])
    return context.new_page()


def _looked_at(page: Page) -> list[str]:
    """What axe says, wide and narrow, by day and by night; and whether large text has room."""
    page.evaluate(AXE)
    found: list[str] = []
    for size, name in ((WIDE, "wide"), (NARROW, "narrow")):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
        _by(page, "light")
        found += [f"{name}: {what}" for what in page.evaluate(RULES, None)]
        found += [f"{name}: {what}" for what in page.evaluate(CANNOT_SEE)]
        _by(page, "dark")
        found += [f"{name}, dark: {what}" for what in page.evaluate(RULES, COLOURS)]
    found += page.evaluate(TWICE_AS_LARGE)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # a TypedDict
    return found


def _by(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(f"{SETTLED}.then(() => undefined)")


def _walked_through(page: Page) -> list[str]:
    """Tab from the first stop to the last: the ways out first, each stop seen, no trap."""
    for _ in range(int(page.evaluate(WATCH_FOCUS))):
        page.keyboard.press("Tab")
    stops = page.evaluate("window.stops")
    unseen = [seen for seen, _ in stops if seen != "seen"]
    first = [urlsplit(link).path for _, link in stops[:2]]
    is_help = urlsplit(page.url).path.startswith("/help/")
    if unseen:
        return [f"focus {unseen[0]}"]
    if first[:1] != ["/exit/"] or not (is_help or first[1].startswith("/help/")):
        return [f"the first stops are {first}"]
    if missed := page.evaluate(MISSED, [link for _, link in stops]):
        return [f"the keyboard is trapped: {missed} is never reached"]
    return []
