# SPDX-License-Identifier: AGPL-3.0-or-later
"""Requests come in whole, or not at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application

from hearthside.config.carrier import MOST_KEPT, ROOMY_AT_ONCE, BrokenOff, Carrier, Message

Start = Callable[[str, list[tuple[str, str]]], Any]


class Telling:
    """A WSGI application that remembers what it was asked, and says it back."""

    def __init__(self, *, fails: bool = False) -> None:
        self.asked: list[dict[str, Any]] = []
        self.threads: set[str] = set()
        self.closed = 0
        self._fails = fails

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        words = environ["wsgi.input"].read()
        self.asked.append({**environ, "words": words})
        self.threads.add(threading.current_thread().name)
        if self._fails:
            raise RuntimeError("no page")
        start("302 Found", [("Location", "/there/"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return self._chunks(words)

    def _chunks(self, words: bytes) -> Iterator[bytes]:
        try:
            yield b"you said "
            yield words
        finally:
            self.closed += 1


def scope(method: str = "POST", path: str = "/s/x/", **headers: str) -> dict[str, Any]:
    told = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return {
        "type": "http", "method": method, "path": path, "query_string": b"q=1",
        "http_version": "1.1", "headers": told, "client": ("127.0.0.1", 9),
    }  # fmt: skip


def carried(
    pages: Any,
    *messages: Message,
    asked: dict[str, Any] | None = None,
    roomy: dict[str, int] | None = None,
) -> list[Message]:
    """Let the request's messages arrive one after another; return what was sent back."""
    waiting = list(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(0)
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Carrier(pages, threads=2, roomy=roomy)(asked or scope(), receive, send))
    return sent


def part(words: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": words, "more_body": more}


GONE: Message = {"type": "http.disconnect"}


def test_what_comes_in_parts_is_handed_on_whole() -> None:
    pages = Telling()

    start, body = carried(pages, part(b"text=I+am", more=True), part(b"+here"))

    assert pages.asked[0]["words"] == b"text=I+am+here"
    assert pages.asked[0]["CONTENT_LENGTH"] == "14"
    assert (start["status"], body["body"]) == (302, b"you said text=I+am+here")
    assert [value for name, value in start["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
    assert pages.closed == 1


def test_words_that_break_off_in_the_middle_are_not_posted() -> None:
    pages = Telling()

    with pytest.raises(BrokenOff):
        carried(pages, part(b"text=I+am", more=True), GONE)

    assert pages.asked == []


def test_what_is_far_too_large_is_not_kept_and_still_answered() -> None:
    pages = Telling()
    block = b"x" * 1_000_000

    start, _body = carried(pages, *[part(block, more=True)] * 9, part(b"x"))

    assert start["status"] == 302
    assert pages.asked[0]["words"] == b""
    assert int(pages.asked[0]["CONTENT_LENGTH"]) == 9_000_001 > MOST_KEPT


@pytest.mark.parametrize(
    ("path", "size", "kept"),
    [
        ("/roomy/", 9_000_000, 9_000_000),
        ("/roomy/", 9_000_001, 0),
        ("/roomy/more/", 9_000_000, 0),
        ("/s/x/", 9_000_000, 0),
    ],
)
def test_more_is_kept_only_where_it_is_said(path: str, size: int, kept: int) -> None:
    pages = Telling()
    parts = [part(b"x" * 4_500_000, more=True), part(b"x" * (size - 4_500_000))]

    carried(pages, *parts, asked=scope(path=path), roomy={"/roomy/": 9_000_000})

    assert (len(pages.asked[0]["words"]), int(pages.asked[0]["CONTENT_LENGTH"])) == (kept, size)


def test_not_all_memory_is_given_away_at_once() -> None:
    pages = Telling()
    carrier = Carrier(pages, threads=2, roomy={"/roomy/": 9_000_000})
    block = b"x" * 5_000_000

    async def crowd() -> None:
        all_here = asyncio.Barrier(ROOMY_AT_ONCE + 1)

        async def receive() -> Message:
            await all_here.wait()
            return part(block)

        async def send(message: Message) -> None:
            pass

        asked = [carrier(scope(path="/roomy/"), receive, send) for _ in range(ROOMY_AT_ONCE + 1)]
        await asyncio.gather(*asked)

    asyncio.run(crowd())
    asyncio.run(crowd())

    kept = sorted(len(each["words"]) for each in pages.asked)
    assert kept == [0] * 2 + [len(block)] * 2 * ROOMY_AT_ONCE


def test_pages_are_made_in_threads_of_their_own() -> None:
    pages = Telling()

    carried(pages, part(b""))

    assert all(name.startswith("pages") for name in pages.threads)


def test_what_breaks_inside_is_told_to_the_door() -> None:
    with pytest.raises(RuntimeError, match="no page"):
        carried(Telling(fails=True), part(b""))


def test_a_slow_line_keeps_no_thread() -> None:
    pages = Telling()
    carrier = Carrier(pages, threads=1)
    sent: list[Message] = []

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def at_once() -> Message:
        return part(b"quick")

    async def send(message: Message) -> None:
        sent.append(message)

    async def both() -> None:
        slow = [asyncio.create_task(carrier(scope(), never, send)) for _ in range(5)]
        await asyncio.sleep(0)
        await asyncio.wait_for(carrier(scope(), at_once, send), timeout=5)
        for task in slow:
            task.cancel()

    asyncio.run(both())

    assert sent[1]["body"] == b"you said quick"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "head", [{}, {"content_length": "5000000"}], ids=["chunked", "with length"]
)
def test_django_says_no_to_what_is_too_large_in_words(head: dict[str, str]) -> None:
    kind = {"content_type": "application/x-www-form-urlencoded", "host": "localhost"}
    asked = scope(path="/join/", **kind, **head)

    start, body = carried(get_wsgi_application(), part(b"x" * 5_000_000), asked=asked)

    assert start["status"] in (400, 403)
    assert b"/help/" in body["body"]
