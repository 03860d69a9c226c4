# SPDX-License-Identifier: AGPL-3.0-or-later
"""Without a connection: help is there, no member's page is, and written words are not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.community import ANOTHER, PARAGRAPHS
from tests.journeys.browsing import made_up_name, sign_in
from tests.journeys.conftest import Place
from tests.journeys.ground import until
from tests.journeys.relay import Relay

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("place", ["sqlite"], indirect=True)]

Visitor = Callable[..., BrowserContext]
EVERYTHING_KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
  }
  return kept;
}"""


@pytest.fixture
def line(place: Place) -> Iterator[Relay]:
    """The connection between a device and the place."""
    with Relay(place.product.port) as relay:
        yield relay


@pytest.fixture
def device(place: Place, visitor: Visitor, line: Relay) -> BrowserContext:
    """A member's device, with the shell and the help kept on it."""
    context = visitor()
    page = context.new_page()
    sign_in(page, _at(line), ANOTHER)
    page.goto(_thread(place, line))
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    until(
        lambda: page.evaluate("caches.match('/help/').then(Boolean)"), within=30, why="help is kept"
    )
    page.goto(_thread(place, line))
    page.close()
    return context


def test_help_and_the_shell_are_there_and_no_members_page(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    page = device.new_page()
    page.goto(_thread(place, line))
    kept = dict(page.evaluate(EVERYTHING_KEPT))
    _cut(device, line)

    page.goto(f"{_at(line)}/help/")
    help_words = page.inner_text("main")
    page.goto(_thread(place, line))
    instead = page.content()

    assert page.locator("a[href^='/help/']").count()
    assert page.locator("a[href='/exit/']").count()
    assert PARAGRAPHS[0][:30] not in instead
    assert "tel:" in kept["/help/"]
    assert help_words.strip()
    assert not [path for path in kept if path.startswith(("/s/", "/account", "/home", "/keep"))]
    for path, words in kept.items():
        assert "Alder" not in words, path
        assert PARAGRAPHS[0][:30] not in words, path


def test_words_written_without_a_line_survive_a_closed_tab_and_are_sent_once(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    words = f"Written in a tunnel, {made_up_name()}"
    page = device.new_page()
    page.goto(_thread(place, line))
    _cut(device, line)
    page.locator("[name=text]").press_sequentially(words)
    _send(page)
    page.locator("draft-keeper [role=status]:not(:empty)").wait_for()
    again = device.new_page()
    with page.expect_event("close"):
        page.close(run_before_unload=True)

    _mend(device, line)
    again.goto(_thread(place, line))
    until(lambda: again.input_value("[name=text]") == words, within=30, why="the words came back")
    _send(again)
    again.locator("#posts .prose", has_text=words).first.wait_for()

    assert _times(place, words) == 1
    again.goto(_thread(place, line))
    assert again.input_value("[name=text]") == ""


def test_words_that_met_no_connection_go_by_themselves_once_there_is_one(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    words = f"Written in a lift, {made_up_name()}"
    page = device.new_page()
    page.goto(_thread(place, line))
    page.locator("[name=text]").press_sequentially(words)
    _cut(device, line)
    _send(page)
    page.locator("draft-keeper [role=status]:not(:empty)").wait_for()

    _mend(device, line)

    until(lambda: _times(place, words) == 1, within=30, why="the words were sent by themselves")
    page.locator("#posts .prose", has_text=words).first.wait_for()
    assert _times(place, words) == 1


def test_words_to_keep_for_oneself_that_met_no_connection_are_kept_and_never_posted(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    words = f"For nobody but me, {made_up_name()}"
    page = device.new_page()
    page.goto(_thread(place, line))
    page.locator("[name=text]").press_sequentially(words)
    _cut(device, line)
    page.locator("form:has([name=text]) button[value=keep]").click()
    page.locator("draft-keeper [role=status]:not(:empty)").wait_for()

    _mend(device, line)

    page.wait_for_url("**/mine/for-me/**", timeout=60_000)
    assert page.input_value("[name=text]") == words
    assert _times(place, words) == 0


def test_words_that_arrived_unheard_and_came_back_are_not_posted_twice(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    words = f"Written on a ferry, {made_up_name()}"
    page = _sent_unheard(place, device, line, words)
    page.goto(_thread(place, line))
    until(lambda: page.input_value("[name=text]") == words, within=30, why="the words came back")

    _send(page)
    until(lambda: page.input_value("[name=text]") == "", within=30, why="the form was sent")

    assert _times(place, words) == 1


@pytest.mark.parametrize("opened_again", [False, True])
def test_words_changed_after_others_arrived_unheard_are_posted_too(
    place: Place, device: BrowserContext, line: Relay, opened_again: bool
) -> None:
    words = f"Written on a night train, {made_up_name()}"
    page = _sent_unheard(place, device, line, words)
    if opened_again:
        page.goto(_thread(place, line))
        until(lambda: page.input_value("[name=text]") == words, within=30, why="they came back")

    page.locator("[name=text]").press_sequentially(" and at dawn")
    _send(page)
    until(lambda: page.input_value("[name=text]") == "", within=30, why="the form was sent")

    assert _times(place, f"{words} and at dawn") == 1


def test_leaving_without_a_line_leaves_for_good_once_there_is_one(
    place: Place, device: BrowserContext, line: Relay
) -> None:
    page = device.new_page()
    page.goto(_thread(place, line))
    _cut(device, line)
    page.locator("[name=text]").press_sequentially("not for other eyes")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("…")
    page.close()

    _mend(device, line)
    whoever = device.new_page()
    answer = whoever.goto(_thread(place, line))

    assert answer is not None
    assert answer.status == 404
    assert not [cookie for cookie in device.cookies() if cookie["name"] == "session"]
    assert whoever.evaluate("localStorage.length") == 0


def _sent_unheard(place: Place, device: BrowserContext, line: Relay, words: str) -> Page:
    """Send words that arrive, on a line that breaks before the answer."""
    page = device.new_page()
    page.goto(_thread(place, line))
    page.locator("[name=text]").press_sequentially(words)
    device.route("**/replies/", _lose_the_answer)
    _send(page)
    until(lambda: _times(place, words) == 1, within=10, why="the words arrived")
    page.locator("draft-keeper [role=status]:not(:empty)").wait_for()
    device.unroute("**/replies/")
    return page


def _lose_the_answer(route: Route) -> None:
    route.fetch(max_redirects=0)
    route.abort()


def _at(line: Relay) -> str:
    return f"http://localhost:{line.port}"


def _thread(place: Place, line: Relay) -> str:
    return _at(line) + urlsplit(place.thread).path


def _cut(device: BrowserContext, line: Relay) -> None:
    line.cut()
    device.set_offline(True)


def _mend(device: BrowserContext, line: Relay) -> None:
    line.mend()
    device.set_offline(False)


def _send(page: Page) -> None:
    page.locator("form:has([name=text]) .cluster button:not([name])").first.click()


def _times(place: Place, words: str) -> int:
    find = f"Post.objects.filter(source__contains={words!r}).count()"
    asked = f"from hearthside.forum.models import Post; print({find})"
    return int(place.product.installation.ask(asked))
