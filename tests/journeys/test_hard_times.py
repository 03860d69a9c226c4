# SPDX-License-Identifier: AGPL-3.0-or-later
"""Help answers when nothing else does, words are given back, and everything mends by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.community import ANOTHER, MEMBER
from tests.journeys.browsing import sign_in, submit
from tests.journeys.clients import Answer, Client, has_notice, mark_all_read
from tests.journeys.conftest import Place, Seed, require_servers
from tests.journeys.databases import POSTGRESQL, at, fresh_database
from tests.journeys.ground import until
from tests.journeys.relay import Relay

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
HELP = ("/help/", "/help/gb/", "/help/us/", "/help/leaving/")


@dataclass(frozen=True)
class Hard:
    """A place of one's own, and how to take its database away for a while."""

    place: Place
    without_database: Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hard(
    request: pytest.FixtureRequest,
    places: Callable[..., AbstractContextManager[Place]],
    seeds: Callable[[str], Seed],
) -> Iterator[Hard]:
    """A running product whose database can be taken away."""
    if request.param == "sqlite":
        with places("sqlite") as place:
            yield Hard(place, lambda: _file_moved_away(place))
        return
    require_servers()
    like = seeds("postgresql").installation.settings["DATABASE_URL"]
    server = urlsplit(POSTGRESQL).port or 5432
    with fresh_database(like=like) as url, Relay(server) as relay:
        by_relay = at(url, port=relay.port)
        with places("postgresql", DATABASE_URL=by_relay) as place:
            yield Hard(place, lambda: _line_cut(relay))


@contextmanager
def _file_moved_away(place: Place) -> Iterator[None]:
    file = place.product.installation.data / "hearthside.sqlite3"
    elsewhere = file.rename(file.with_name("elsewhere.sqlite3"))
    yield
    elsewhere.rename(file)


@contextmanager
def _line_cut(relay: Relay) -> Iterator[None]:
    relay.cut()
    yield
    relay.mend()


def test_without_the_database_help_answers_and_words_come_back(
    hard: Hard, visitor: Visitor
) -> None:
    place = hard.place
    page = visitor(java_script_enabled=False).new_page()
    sign_in(page, place.url, MEMBER)
    page.goto(place.thread)
    page.fill("[name=text]", "Something I cannot write twice.")

    with hard.without_database():
        stranger = Client(place.url)
        assert [stranger.get(path).status for path in HELP] == [200] * len(HELP)
        for path in ("/", "/join/", "/sign-in/", f"/s/{place.community.space}/"):
            answer = stranger.get(path)
            assert answer.status == 200 or (answer.status >= 500 and answer.offers_help), path
        assert stranger.get("/exit/").status == 303
        _words_are_given_back(page)
        until(lambda: stranger.get("/help/").status == 200, within=1, why="help answers still")

    until(lambda: _reads(page, place), within=20, why="the conversation is read again")
    page.fill("[name=text]", "Something I cannot write twice.")
    submit(page, "[name=text]")
    assert page.locator("#posts .prose", has_text="cannot write twice").count() == 1
    assert place.product.said().count("ended by itself") == 0


def test_notices_come_after_the_database_was_away(hard: Hard) -> None:
    place = hard.place
    author, other = Client(place.url), Client(place.url)
    author.sign_in(MEMBER)
    other.sign_in(ANOTHER)
    mark_all_read(author, place.community.space)
    with hard.without_database():
        until(lambda: "courier-database-away" in place.product.said(), within=20, why="it notices")

    _answer(other, place, "I am back.")

    until(
        lambda: has_notice(author, place.community.space),
        within=40,
        why="the courier goes its rounds again",
    )
    assert place.product.said().count("ended by itself") == 0


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_killed_courier_takes_nothing_with_it(place: Place) -> None:
    author, other = Client(place.url), Client(place.url)
    author.sign_in(MEMBER)
    other.sign_in(ANOTHER)
    mark_all_read(author, place.community.space)

    killed = place.product.kill("courier")
    assert [author.get(path).status for path in HELP] == [200] * len(HELP)
    _answer(other, place, "Still here.")
    place.product.wait_for_another("courier", killed)

    until(
        lambda: has_notice(author, place.community.space),
        within=20,
        why="the notice comes late, not never",
    )


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_every_page_that_says_no_leads_to_people(place: Place) -> None:
    stranger, member = Client(place.url), Client(place.url)
    member.sign_in(MEMBER)
    thread = urlsplit(place.thread).path
    refused = {
        "no such page": (404, member.get("/nowhere/")),
        "not for this reader": (404, stranger.get(thread)),
        "the form's seal is broken": (403, member.post(f"{thread}replies/", {"text": "kept"})),
        "only for stewards": (403, member.get(f"/s/{place.community.space}/settings/")),
        "an address that is only written to": (405, member.get(f"{thread}replies/")),
        "a name that is not ours": (400, _by_another_name(place)),
    }
    for what, (status, answer) in refused.items():
        assert answer.status == status, what
        assert 'href="/exit/"' in answer.text, f"{what}: no way out"
        assert answer.offers_help, f"{what}: {answer.text[:600]}"
    assert "kept" in refused["the form's seal is broken"][1].text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_closed_place_still_leads_to_people(place: Place) -> None:
    closed = place.product.installation.data / "maintenance"
    closed.touch()
    try:
        stranger = Client(place.url)
        answer = stranger.get("/")
        helped = stranger.get("/help/").status
        left = stranger.get("/exit/").status
    finally:
        closed.unlink()

    assert (answer.status, helped, left) == (503, 200, 303)
    assert answer.offers_help


def _words_are_given_back(page: Page) -> None:
    with page.expect_navigation() as sent:
        page.locator("form:has([name=text]) .cluster button:not([name])").click()
    answer = sent.value
    assert answer is not None
    assert answer.status >= 500
    assert page.input_value("#typed") == "Something I cannot write twice."
    assert page.locator(".help-strip a[href^='tel:']").count()
    assert page.locator("a[href^='/help/']").count()


def _reads(page: Page, place: Place) -> bool:
    answer = page.goto(place.thread)
    return answer is not None and answer.status == 200


def _by_another_name(place: Place) -> Answer:
    lost = Client(place.url)
    lost.shown = "elsewhere.example"
    return lost.get("/join/")


def _answer(client: Client, place: Place, words: str) -> None:
    thread = f"/s/{place.community.space}/threads/{place.community.waiting_thread_id}/"
    until(lambda: client.get(thread).status == 200, within=20, why="the conversation is there")
    page = client.get(thread)
    answer = client.post(f"{thread}replies/", page.hidden | {"text": words})
    assert answer.status == 302, answer.text
