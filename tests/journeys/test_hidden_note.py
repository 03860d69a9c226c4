# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader hides what talks about grief, and meets nothing of it: not in a list, a search, a
digest, a mail or a push, also where the note came after the notice was owed."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.community import ANOTHER, MEMBER, STEWARD
from tests.journeys.browsing import follow, path_of, sign_in, submit
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
NEUTRAL = "Talks about grief and death."
FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL)
WAYS = [("hide", True), ("hide", False), ("fold", False), ("show", True)]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def outward_place(request: pytest.FixtureRequest, places: Callable[..., Any]) -> Iterator[Place]:
    """A place that may wake browsers on this machine."""
    with places(request.param, PUSH="yes", PUSH_HOSTS="localhost") as found:
        found.product.installation.python("-m", "tests.journeys.outward", "reach", MEMBER)
        yield found


@dataclass(frozen=True)
class Grief:
    """Two conversations: one waits, and carries its note from the start; in the other the
    reader writes, keeps words and asks their writer to write, and its note comes later."""

    waiting: str
    waiting_words: str
    followed: str
    followed_words: str
    path: str = ""
    post: str = ""
    letters: str = ""

    @property
    def words(self) -> list[str]:
        return [self.waiting, self.waiting_words, self.followed, self.followed_words]


@pytest.mark.parametrize(("how", "scripts"), WAYS)
def test_what_a_reader_hides_reaches_them_nowhere(
    outward_place: Place, visitor: Visitor, how: str, scripts: bool
) -> None:
    place = outward_place
    author = _signed_in(place, visitor, ANOTHER, scripts=scripts)
    reader = _signed_in(place, visitor, MEMBER, scripts=scripts)
    _wish(reader, place, "show")
    grief = _two_conversations(author, reader, place)
    _sent(place)  # whatever was owed before
    _answer(author, place, grief.path, "Thank you for being here")
    until(lambda: _told(reader, place, grief), within=20, why="the notice has come")
    steward = _signed_in(place, visitor, STEWARD, scripts=False)
    _note(steward, place, grief.post)

    _wish(reader, place, how)
    sent = _sent(place)

    _look_at_what_was_sent(sent, grief, how)
    _look_at_lists(reader, place, grief, how)
    _look_at_a_search(reader, place, grief, how)
    _look_at_the_conversation(reader, place, grief, how)
    _look_at_ones_own_answer(author, reader, place, how)


def _two_conversations(author: Page, reader: Page, place: Place) -> Grief:
    mark = secrets.token_hex(3)
    grief = Grief(
        f"The funeral on Friday {mark}",
        f"We carried my brother {mark}",
        f"After the telephone rang {mark}",
        f"My brother died in the spring {mark}",
    )
    _begin(author, place, grief.waiting, grief.waiting_words, "note-grief")
    path = _begin(author, place, grief.followed, grief.followed_words, "unnamed")
    _answer(reader, place, path, "I am sorry")
    reader.goto(place.url + path)
    follow(reader, "#posts a[href*='/options/']")
    post = path_of(reader).split("/")[-3]
    letters = _write_with_the_voice(author, reader, place)
    reader.goto(f"{place.space}/posts/{post}/bookmark/")
    submit(reader, "[name=note]")
    assert grief.followed_words in reader.content()
    return replace(grief, path=path, post=post, letters=letters)


def _write_with_the_voice(author: Page, reader: Page, place: Place) -> str:
    follow(reader, "main a[href*='/letters/ask/']")
    reader.fill("[name=text]", "May I?")
    submit(reader, "[name=text]")
    letters = path_of(reader)
    author.goto(place.url + letters)
    with author.expect_navigation():
        author.locator("#answer button").first.click()
    return letters


def _look_at_lists(reader: Page, place: Place, grief: Grief, how: str) -> None:
    """Every list, and every page that names a conversation or shows its words beside it."""
    space = place.space
    for page in (
        *(f"{space}/", f"{space}/new/", f"{space}/waiting/", f"{space}/boards/evenings/"),
        *(f"{space}/mine/", f"{space}/mine/followed/", f"{space}/mine/words/"),
        *(f"{space}/mine/kept/", f"{space}/mine/hidden/", f"{space}/notices/"),
        *(f"{space}/letters/", place.url + grief.letters, f"{space}/posts/{grief.post}/options/"),
        *(f"{place.url}/home/", f"{place.url}/account/news/"),
    ):
        reader.goto(page)
        _meets(reader, grief, how)
    for page, words in (
        (f"{space}/waiting/", grief.waiting),
        (f"{space}/boards/evenings/", grief.followed),
        (f"{space}/mine/kept/", grief.followed_words),
        (place.url + grief.letters, grief.followed),
    ):
        reader.goto(page)
        assert (words in reader.content()) == (how == "show" or ("kept" in page and how == "fold"))
        assert (NEUTRAL in reader.content()) == (how == "fold"), page


def _look_at_a_search(reader: Page, place: Place, grief: Grief, how: str) -> None:
    mark = grief.waiting_words.rpartition(" ")[2]
    for sought in (f"brother {mark}", f"telephone {mark}", f"brothre {mark}"):
        reader.goto(f"{place.space}/search/")
        reader.fill("main [name=sought]", sought)
        with reader.expect_navigation():
            reader.locator("main form:has([name=sought]) button").first.click()
        _meets(reader, grief, how)
        found = reader.locator("main .thread-row").count()
        assert bool(found) == (how != "hide" and "brothre" not in sought), sought
    if how != "show":
        assert "brother" not in reader.locator("main").inner_text().replace("brothre", "")


def _look_at_the_conversation(reader: Page, place: Place, grief: Grief, how: str) -> None:
    reader.goto(place.url + grief.path)
    _meets(reader, grief, how)
    assert "Thank you for being here" in reader.locator("#posts").inner_text()
    assert reader.locator(".post-hidden").count() == (1 if how == "hide" else 0)
    words = reader.locator("#posts .prose", has_text=grief.followed_words)
    if how == "fold":
        expect(words).not_to_be_visible()
        for way in ("Skip it", "Something to steady me", "Later"):
            expect(reader.locator(".post-noted").first.get_by_text(way)).to_be_visible()
        reader.locator(".post-noted summary").first.click()
    if how != "hide":
        expect(words).to_be_visible()
    asked = reader.goto(f"{place.space}/posts/{grief.post}/bookmark/")
    assert asked is not None
    assert asked.status == (404 if how == "hide" else 200)
    _meets(reader, grief, how)


def _look_at_ones_own_answer(author: Page, reader: Page, place: Place, how: str) -> None:
    """What came with a note while somebody wrote does not come along with their answer."""
    path = _begin(author, place, "", "An ordinary evening", "")
    reader.goto(place.url + path)
    meanwhile = f"My brother again {secrets.token_hex(3)}"
    author.goto(place.url + path)
    author.fill("[name=text]", meanwhile)
    author.locator("details:has([name=note-grief]) > summary").click()
    author.locator("[name=note-grief]").check()
    author.locator("#reply .cluster > button:not([name], [type=button])").click()
    author.locator("#posts .prose", has_text=meanwhile).wait_for(state="attached")
    reader.fill("[name=text]", "I listen")
    reader.locator("#reply .cluster > button:not([name], [type=button])").click()
    expect(reader.locator("#posts .prose", has_text="I listen")).to_be_visible()
    expect(reader.locator("#followed")).to_have_text("You follow this")
    open_page = FOLDED.sub("", reader.content())
    assert (meanwhile in open_page) == (how == "show")
    assert (meanwhile in reader.content()) == (how != "hide")


def _look_at_what_was_sent(sent: dict[str, list[str]], grief: Grief, how: str) -> None:
    """Mails as they were written, text and HTML; pushes as the browser reads them."""
    mails, pushes = "\n".join(sent["mails"]), "\n".join(sent["pushes"])
    assert grief.waiting_words not in mails + pushes
    assert grief.followed_words not in mails + pushes
    for heading in (grief.waiting, grief.followed):
        assert heading not in pushes
        assert heading not in mails or how == "show"
    assert (grief.followed in mails) == (how == "show")
    assert (NEUTRAL in mails) == (how == "fold")
    assert len(pushes) == 0 if how == "hide" else len(sent["pushes"]) >= 1
    told = [mail for mail in sent["mails"] if "Somebody answered" in mail]
    assert len(told) == (0 if how == "hide" else 1)


def _meets(reader: Page, grief: Grief, how: str) -> None:
    """Nothing of it in the source of a page, or behind a fold only."""
    source = reader.content()
    shown = source if how == "hide" else FOLDED.sub("", source)
    for words in grief.words if how != "show" else ():
        assert words not in shown, (reader.url, words)


def _signed_in(place: Place, visitor: Visitor, name: str, *, scripts: bool) -> Page:
    page = visitor(java_script_enabled=scripts).new_page()
    sign_in(page, place.url, name)
    return page


def _begin(page: Page, place: Place, title: str, words: str, choose: str) -> str:
    page.goto(f"{place.space}/boards/evenings/threads/new/")
    page.fill("[name=text]", words)
    page.fill("[name=title]", title)
    if choose.startswith("note"):
        page.locator(f"details:has([name={choose}]) > summary").click()
    if choose:
        page.locator(f"[name={choose}]").check()
    submit(page, "[name=text]")
    return path_of(page)


def _answer(page: Page, place: Place, path: str, words: str) -> None:
    page.goto(place.url + path)
    page.fill("[name=text]", words)
    page.locator("#reply .cluster > button:not([name], [type=button])").click()
    expect(page.locator("#posts .prose", has_text=words)).to_be_visible()


def _note(steward: Page, place: Place, post: str) -> None:
    steward.goto(f"{place.space}/posts/{post}/options/")
    steward.locator("#notes details > summary").click()
    steward.locator("#notes [name=note-grief]").check()
    submit(steward, "[name=note-grief]")


def _wish(page: Page, place: Place, how: str) -> None:
    page.goto(place.space + "/what-i-meet/")
    page.select_option("[name=grief]", how)
    submit(page, "[name=grief]")


def _told(reader: Page, place: Place, grief: Grief) -> bool:
    reader.goto(place.space + "/notices/")
    return reader.locator(".notice-item[data-state=new]", has_text=grief.followed).count() > 0


def _sent(place: Place) -> dict[str, list[str]]:
    told = place.product.installation.python("-m", "tests.journeys.outward", "send", MEMBER)
    sent: dict[str, list[str]] = json.loads(told.strip().splitlines()[-1])
    return sent
