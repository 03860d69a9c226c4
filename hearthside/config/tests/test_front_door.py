# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from hearthside.config.front_door import App, FrontDoor, Message, Receive, Scope, Send
from hearthside.config.headers import SAFE_HEADERS
from hearthside.config.tests.door import (
    Ask,
    ask_of,
    crashing,
    door_to,
    doorway_of,
    failing,
    fine,
    silent,
)


def test_every_answer_carries_what_keeps_it_private(tmp_path: Path, pages: Path) -> None:
    doorway = replace(doorway_of(tmp_path), headers=SAFE_HEADERS)

    for target in ("/s/somewhere/", "/help/", "/help/zz/"):
        found = ask_of(FrontDoor(fine, doorway))(target).headers
        assert {name.lower() for name in SAFE_HEADERS} <= found.keys()
    assert ask_of(FrontDoor(fine, doorway))("/s/x/").headers["cache-control"] == "no-store"
    policy = ask_of(FrontDoor(fine, doorway))("/s/x/").headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy


def test_a_file_carries_only_what_concerns_a_file(tmp_path: Path, pages: Path) -> None:
    door = FrontDoor(fine, replace(doorway_of(tmp_path), headers=SAFE_HEADERS))

    found = ask_of(door)("/static/app.css").headers

    assert found["x-content-type-options"] == "nosniff"
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert "content-security-policy" not in found
    assert "content-security-policy" in ask_of(door)("/sw.js").headers


def test_an_answer_that_says_otherwise_is_left_as_it_is(tmp_path: Path, pages: Path) -> None:
    async def to_be_kept(scope: Scope, receive: Receive, send: Send) -> None:
        said = [(b"cache-control", b"max-age=60")]
        await send({"type": "http.response.start", "status": 200, "headers": said})
        await send({"type": "http.response.body", "body": b"kept"})

    door = FrontDoor(to_be_kept, replace(doorway_of(tmp_path), headers=SAFE_HEADERS))

    found = ask_of(door)("/static/app.css").headers

    assert found["cache-control"] == "max-age=60"
    assert found["x-content-type-options"] == "nosniff"


def test_while_the_place_is_closed_every_page_says_so_but_help(
    ask: Ask, pages: Path, tmp_path: Path
) -> None:
    (tmp_path / "maintenance").touch()

    reply = ask("/s/riverside/", accept_language="es")
    assert (reply.status, reply.headers["cache-control"]) == (503, "no-store")
    assert "es/closed.html" in reply.text
    assert "retry-after" in reply.headers
    assert ask("/help/").status == 200
    assert ask("/static/app.css").text == "inside"


def test_leaving_works_while_the_place_is_closed(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "maintenance").touch()

    reply = ask("/exit/")

    assert (reply.status, reply.headers["location"]) == (303, "https://elsewhere.example/")
    assert reply.headers["clear-site-data"] == '"cache", "storage"'
    assert reply.headers["set-cookie"].startswith("session=; Max-Age=0")


@pytest.mark.parametrize("inside", [failing, crashing, silent])
def test_leaving_works_whatever_breaks_behind_the_door(inside: App, tmp_path: Path) -> None:
    reply = ask_of(door_to(inside, tmp_path))("/exit/")

    assert (reply.status, reply.headers["location"]) == (303, "https://elsewhere.example/")
    assert b"its own page" not in reply.body


@pytest.mark.parametrize("inside", [crashing, silent])
def test_what_breaks_behind_the_door_becomes_a_page_with_help(
    inside: App, tmp_path: Path, pages: Path
) -> None:
    reply = ask_of(door_to(inside, tmp_path))("/home/")

    assert reply.status == 500
    assert "en/broken.html" in reply.text


def test_djangos_own_error_pages_are_left_as_they_are(tmp_path: Path) -> None:
    assert ask_of(door_to(failing, tmp_path))("/home/").text == "its own page"


def test_what_is_no_page_is_passed_on(tmp_path: Path) -> None:
    seen = []

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: object) -> Message:
        return {}

    asyncio.run(door_to(inside, tmp_path)({"type": "lifespan"}, nothing, nothing))  # type: ignore[arg-type]  # nothing is said either way

    assert seen == ["lifespan"]


def test_the_door_needs_neither_database_nor_session(ask: Ask) -> None:
    """pytest-django forbids the database to this test: were it touched, it would fail."""
    assert ask("/help/").status == 200
    assert ask("/help/us/").status == 200
