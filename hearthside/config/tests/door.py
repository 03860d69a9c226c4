# SPDX-License-Identifier: AGPL-3.0-or-later
"""A front door to try: what stands behind it, and how it is asked."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hearthside.config.front_door import App, Doorway, FrontDoor, Message, Receive, Scope, Send
from hearthside.config.help_files import HelpFiles

BUILT_IN = {
    "index.html": "<title>built in index</title>",
    "leaving/index.html": "<title>built in leaving</title>",
    "closed.html": "<title>built in closed</title>",
    "broken.html": "<title>built in broken</title>",
    "help.css": "main{}",
}


@dataclass
class Reply:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


Ask = Callable[..., Reply]


async def fine(scope: Scope, receive: Receive, send: Send) -> None:
    """An inside that answers."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


async def failing(scope: Scope, receive: Receive, send: Send) -> None:
    """An inside that answers with an error page."""
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b"its own page"})


async def crashing(scope: Scope, receive: Receive, send: Send) -> None:
    """An inside that breaks before it says anything."""
    raise RuntimeError("gone")


async def silent(scope: Scope, receive: Receive, send: Send) -> None:
    """An inside that says nothing at all."""


def doorway_of(data: Path) -> Doorway:
    return Doorway(
        files=HelpFiles(data / "help", BUILT_IN, "en"),
        maintenance=data / "maintenance",
        exit_url="https://elsewhere.example/",
        session_cookie="session",
        headers={"X-Frame-Options": "DENY", "Content-Security-Policy": "for Django"},
    )


def door_to(inside: App, data: Path) -> FrontDoor:
    return FrontDoor(inside, doorway_of(data))


def ask_of(door: FrontDoor) -> Ask:
    def ask(target: str, method: str = "GET", **headers: str) -> Reply:
        path, _mark, query = target.partition("?")
        scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
        }
        reply = Reply()

        async def receive() -> Message:
            return {"type": "http.request", "body": b""}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                assert not reply.status, "one answer only"
                reply.status = message["status"]
                reply.headers = {n.decode(): v.decode() for n, v in message["headers"]}
            else:
                reply.body += message.get("body", b"")

        asyncio.run(door(scope, receive, send))
        return reply

    return ask
