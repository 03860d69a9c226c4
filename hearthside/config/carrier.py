# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carries requests from the server's loop to Django in a fixed set of threads, and answers back.

A request comes in whole before a thread takes it up: a slow line keeps no thread waiting, and
a line that breaks off in the middle leaves nothing half-said behind (see
docs/decisions/0008-requests-come-in-whole.md). Answers go out whole, too.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from a2wsgi.wsgi import build_environ

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

MOST_KEPT: Final = 4_000_000
"""Bytes of a request that are kept. Django refuses from 2.5 million on, with a page of ours."""

ROOMY_AT_ONCE: Final = 2
"""Requests for which there is more room, at the same time: so much memory they take together."""


class BrokenOff(Exception):
    """The line went away before the request was here; nobody waits for an answer any more."""


@dataclass(frozen=True, slots=True)
class _Body:
    """What came with a request; nothing is kept of one for which there is no room."""

    words: bytes
    size: int


@dataclass(slots=True)
class _Answer:
    """What Django said."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        """WSGI's ``start_response``."""
        self.status = int(status[:3])
        self.headers = [
            (name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers
        ]


class Carrier:
    """An ASGI application around a WSGI one.

    ``roomy`` says at which paths more is kept than elsewhere, and how many bytes.
    """

    def __init__(
        self, pages: Wsgi, *, threads: int, roomy: Mapping[str, int] | None = None
    ) -> None:
        self._pages = pages
        self._roomy = roomy or {}
        self._roomy_now = 0
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            BrokenOff: it did not come in whole; nothing was done about it.
        """
        with self._room(scope["path"]) as most_kept:
            body = await _whole_body(receive, most_kept)
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._answered, scope, body)
        start = {"status": answer.status, "headers": answer.headers}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": answer.body})

    @contextmanager
    def _room(self, path: str) -> Iterator[int]:
        """Give as many bytes as may be kept. Where all room is taken, as many as elsewhere."""
        if path not in self._roomy or self._roomy_now == ROOMY_AT_ONCE:
            yield MOST_KEPT
            return
        self._roomy_now += 1
        try:
            yield self._roomy[path]
        finally:
            self._roomy_now -= 1

    def _answered(self, scope: Scope, body: _Body) -> _Answer:
        """Run Django, in a thread."""
        environ: Any = build_environ(scope, io.BytesIO(body.words))  # type: ignore[arg-type]  # its own words for the same shapes
        environ["CONTENT_LENGTH"] = str(body.size)
        answer = _Answer()
        chunks = self._pages(environ, answer.start)
        try:
            answer.body = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        return answer


async def _whole_body(receive: Receive, most_kept: int) -> _Body:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BrokenOff
        part: bytes = message.get("body", b"")
        size += len(part)
        parts.append(part)
        if size > most_kept:
            parts.clear()  # read on, so that the person gets an answer
        if not message.get("more_body", False):
            return _Body(b"".join(parts), size)
