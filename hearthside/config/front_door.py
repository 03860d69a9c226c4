# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands before Django: help that answers when everything else is down.

``/help/`` is sent from files, without Django, database, session, script or cookie. While
the file ``maintenance`` lies in the data folder, every other page says "back soon", with
help. Whatever breaks behind this door, the person gets a page with help on it, and
"Leave quickly" leaves.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from hearthside.config.carrier import BrokenOff
from hearthside.config.help_files import HelpFiles, HelpPage
from hearthside.core import clock, log

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

logger = log.get_logger(__name__)

SHEET: Final = "help.css"
_KEEP_SECONDS: Final = 60
_OF_PAGES = frozenset(
    b"content-security-policy cross-origin-opener-policy permissions-policy referrer-policy "
    b"x-frame-options x-robots-tag".split()
)
"""How a browser treats a page. Files obey the page they stand in; each header less weighs less."""
_RETRY_SECONDS: Final = "120"
_COUNTRY = re.compile(r"[a-z]{2}")
_HTML = "text/html; charset=utf-8"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Doorway:
    """What the door needs to know of the place."""

    files: HelpFiles
    maintenance: Path
    """While this file exists, the place is closed for a while."""
    exit_url: str
    session_cookie: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """What every answer carries that does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for, as far as the door cares."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]

    @classmethod
    def read(cls, scope: Scope) -> Asked:
        """Read it from the server's scope; strange bytes are no reason to fail."""
        headers = {
            name.decode("latin1").lower(): value.decode("latin1")
            for name, value in scope.get("headers", ())
        }
        try:
            query = parse_qs(scope.get("query_string", b"").decode("latin1"), max_num_fields=20)
        except ValueError:
            query = {}
        return cls(str(scope["method"]), str(scope["path"]), query, headers)

    @property
    def is_for_help(self) -> bool:
        return self.path == "/help" or self.path.startswith("/help/")

    @property
    def is_for_leaving(self) -> bool:
        return self.path.rstrip("/") == "/exit"

    @property
    def now(self) -> datetime | None:
        """The present; None where the page is to be kept (``?now=no``)."""
        return None if self.query.get("now") == ["no"] else clock.now()

    def language(self, offered: list[str]) -> str:
        """The language to speak: the one asked for, else the browser's first, else ours."""
        wished = [*self.query.get("lang", ())[:1], *_accepted(self.headers)]
        for wish in wished:
            for code in (wish.lower(), wish.lower().partition("-")[0]):
                if code in offered:
                    return str(code)
        return offered[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent."""

    status: int
    page: HelpPage
    headers: Mapping[str, str]


class FrontDoor:
    """The ASGI application around all others."""

    def __init__(self, inside: App, doorway: Doorway) -> None:
        self._inside = inside
        self._doorway = doorway
        self._headers = _encoded(doorway.headers)
        self._of_files = [pair for pair in self._headers if pair[0] not in _OF_PAGES]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what needs nobody else; pass everything else on."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        asked = Asked.read(scope)
        answer = self._answer(asked)
        if answer is None:
            await self._pass_on(asked, (scope, receive, send))
        else:
            await self._send(asked, answer, send)

    def _answer(self, asked: Asked) -> Answer | None:
        """Answer at the door, or return None for what is to be passed on."""
        try:
            if asked.is_for_help:
                return self._help(asked)
            if asked.path.startswith("/static/") or not self._doorway.maintenance.exists():
                return None
            return self._leave() if asked.is_for_leaving else self._closed(asked)
        except Exception as error:  # noqa: BLE001 — help never depends on our being right
            logger.error("front-door", code=type(error).__name__)
            return self._broken(asked) if asked.is_for_help else None

    def _help(self, asked: Asked) -> Answer:
        segments = [part for part in asked.path.lower().split("/") if part][1:]
        if segments == [SHEET]:
            return self._sheet(asked)
        files = self._doorway.files
        language, now = asked.language(files.languages()), asked.now
        if asked.method not in ("GET", "HEAD"):
            page = files.always(language, "index.html", now)
            return Answer(405, page, self._kept(language, None) | {"Allow": "GET, HEAD"})
        if not segments:
            page = files.always(language, "index.html", now)
            return Answer(200, page, self._kept(language, page))
        name = _file_name(segments)
        if name and (found := files.find(language, name, now)):
            return Answer(200, found, self._kept(language, found))
        if name == "leaving/index.html":
            page = files.always(language, name)
            return Answer(200, page, self._kept(language, page))
        page = files.always(language, "index.html", now)
        return Answer(404, page, self._kept(language, None))

    def _sheet(self, asked: Asked) -> Answer:
        page = self._doorway.files.sheet(SHEET)
        if page is None:
            return Answer(404, HelpPage.made_of(""), {"Content-Type": "text/css"})
        named = asked.query.get("v") == [page.mark]
        keep = "public, max-age=31536000, immutable" if named else "public, max-age=300"
        return Answer(200, page, {"Content-Type": "text/css; charset=utf-8", "Cache-Control": keep})

    def _closed(self, asked: Asked) -> Answer:
        language = asked.language(self._doorway.files.languages())
        page = self._doorway.files.always(language, "closed.html", clock.now())
        return Answer(503, page, self._kept(language, None) | {"Retry-After": _RETRY_SECONDS})

    def _broken(self, asked: Asked) -> Answer:
        try:
            language = asked.language(self._doorway.files.languages())
        except Exception:  # noqa: BLE001 — the last page must come
            language = "en"
        page = self._doorway.files.always(language, "broken.html")
        return Answer(500, page, self._kept(language, None))

    def _leave(self) -> Answer:
        """Leave although nothing behind the door answers: the device forgets, at least."""
        forgotten = f"{self._doorway.session_cookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
        headers = {
            "Location": self._doorway.exit_url,
            "Clear-Site-Data": '"cache", "storage"',
            "Set-Cookie": forgotten,
            "Cache-Control": "no-store",
            "Content-Type": _HTML,
        }
        return Answer(303, HelpPage.made_of(""), headers)

    def _kept(self, language: str, page: HelpPage | None) -> dict[str, str]:
        """How long a page may be kept: a minute, and never past what it says of the present."""
        keep = "no-store"
        if page is not None:
            left = (page.until - clock.now()).total_seconds() if page.until else _KEEP_SECONDS
            keep = f"public, max-age={max(0, min(_KEEP_SECONDS, int(left)))}"
        return {"Content-Type": _HTML, "Content-Language": language, "Cache-Control": keep}

    async def _pass_on(self, asked: Asked, call: tuple[Scope, Receive, Send]) -> None:
        """Let Django answer; where it cannot, answer in its place."""
        scope, receive, send = call
        headers = self._of_files if asked.path.startswith("/static/") else self._headers
        watched = _Watched(send, headers, replaces_errors=asked.is_for_leaving)
        try:
            await self._inside(scope, receive, watched)
        except BrokenOff:
            return
        except Exception as error:
            logger.error("behind-the-door", code=type(error).__name__)
            if watched.has_begun:
                raise
            watched.is_replaced = True
        if watched.is_replaced or not watched.has_begun:
            answer = self._leave() if asked.is_for_leaving else self._broken(asked)
            await self._send(asked, answer, send)

    async def _send(self, asked: Asked, answer: Answer, send: Send) -> None:
        packs = "gzip" in asked.headers.get("accept-encoding", "")
        mark = f'W/"{answer.page.mark}"'
        body = answer.page.packed if packs else answer.page.body
        status = answer.status
        if status == 200 and mark in asked.headers.get("if-none-match", ""):
            status, body = 304, b""
        headers = {
            **self._doorway.headers,
            "Content-Security-Policy": _POLICY,
            **answer.headers,
            "ETag": mark,
            "Vary": "Accept-Encoding, Accept-Language",
        }
        if status != 304:
            headers["Content-Length"] = str(len(body))
        if packs and body:
            headers["Content-Encoding"] = "gzip"
        await send({"type": "http.response.start", "status": status, "headers": _encoded(headers)})
        body = b"" if asked.method == "HEAD" else body
        await send({"type": "http.response.body", "body": body})


class _Watched:
    """Notes whether an answer has begun; holds back an error where there is a better answer."""

    def __init__(
        self, send: Send, headers: list[tuple[bytes, bytes]], *, replaces_errors: bool
    ) -> None:
        self._send = send
        self._headers = headers
        self._replaces_errors = replaces_errors
        self.has_begun = False
        self.is_replaced = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.is_replaced = self._replaces_errors and message["status"] >= 500
            self.has_begun = not self.is_replaced
            said = {name for name, _value in message["headers"]}
            added = [pair for pair in self._headers if pair[0] not in said]
            message["headers"] = [*message["headers"], *added]
        if not self.is_replaced:
            await self._send(message)


def _file_name(segments: list[str]) -> str:
    """Return the file of an address, out of the few that can be: nothing else is looked for."""
    if len(segments) == 1 and (segments[0] == "leaving" or _COUNTRY.fullmatch(segments[0])):
        return f"{segments[0]}/index.html"
    return ""


def _accepted(headers: Mapping[str, str]) -> Iterable[str]:
    """Yield the browser's languages, the dearest first."""
    ranked = []
    for part in headers.get("accept-language", "")[:400].split(","):
        code, _semicolon, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), code))
        except ValueError:
            continue
    return [code for weight, code in sorted(ranked, key=lambda pair: pair[0]) if weight < 0]


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [
        (name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers.items()
    ]
