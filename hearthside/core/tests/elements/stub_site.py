# SPDX-License-Identifier: AGPL-3.0-or-later
"""A site of a few pages that remembers what it was sent, for tests of the elements."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import django_htmx

STATIC = Path(__file__).parents[2] / "static" / "core"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
DRAFTS = (
    'save-to="/drafts/" whose="one" '
    'sealed="sealed" here="here" waiting="waiting" failed="failed" back="back"'
)
PAGE = f"""<!doctype html><html lang="en"><title>A member's page</title>
<link rel="stylesheet" href="/static/css/tokens.css">
<link rel="stylesheet" href="/static/css/components/exit-cover.css">
<script type="module" src="/static/js/app.js"></script>
<quick-exit left-2="twice more" left-1="once more" leaving="Loading">
  <a href="/exit/">Leave quickly</a><span role="status" id="presses"></span></quick-exit>
<p>private words</p><input aria-label="other">
<time-ago><time datetime="2026-01-01T00:00:00Z">1 January</time></time-ago>
<div id="reply"><draft-keeper {DRAFTS}><form method="post" action="/replies/">
  <input type="hidden" name="csrfmiddlewaretoken" value="seal">
  <input type="hidden" name="idempotency_key" value="key-of-this-form">
  <textarea name="text" aria-label="reply"></textarea><button>Post</button></form>
  <p role="status" id="draft"></p></draft-keeper></div><div id="posts"></div>
<sign-out><form method="post" action="/sign-out/"><button>Sign out</button></form></sign-out>"""
STARTERS = PAGE.replace('<textarea name="text"', '<textarea name="text" id="box"').replace(
    "<p role", '<word-starters data-for="box"><ul><li>I am here.</li><li>Thank you.</li></ul>'
    "</word-starters><p role"
)  # fmt: skip

WITH_HTMX = PAGE.replace(
    'action="/replies/"',
    'action="/replies/" hx-post="/replies/" hx-target="#posts" hx-swap="beforeend"',
).replace("<p>private", '<script src="/static/htmx.js" defer></script><p>private')
EMPTY_FORM = WITH_HTMX[WITH_HTMX.index('<div id="reply">') : WITH_HTMX.index('<div id="posts">')]
SENT = '<article class="post">thank you</article>' + EMPTY_FORM.replace(
    'id="reply"', 'id="reply" hx-swap-oob="true"'
).replace("key-of-this-form", "key-of-the-next-form")


class StubSite:
    """What the server answers, and what it was sent."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.refuses = False
        self.holds_at_exit = False
        self.keeps_drafts = True

    def sent_to(self, path: str) -> list[str]:
        """The texts that were posted to ``path``."""
        return [fields.get("text", "") for where, fields in self.posts if where == path]

    def answer(self, method: str, path: str, *, fragment: bool = False) -> tuple[int, str]:
        """Status, and a body or an address; for htmx the answer and an emptied form."""
        if fragment:
            return (422, "<p>look again</p>") if self.refuses else (200, SENT)
        if path == "/drafts/":
            return (204, "") if self.keeps_drafts else (404, "")
        if path == "/exit/" and self.holds_at_exit:
            return 204, ""  # with which a browser stays where it is
        if method == "POST":
            return (200, "<!doctype html><p>look again") if self.refuses else (303, "/thread/")
        another = PAGE.replace('whose="one"', 'whose="another"')
        pages = {"/weather/": "<!doctype html>sunny", "/with-htmx/": WITH_HTMX}
        pages |= {"/other/": another, "/starters/": STARTERS}
        return (303, "/weather/") if path == "/exit/" else (200, pages.get(path, PAGE))


class Handler(BaseHTTPRequestHandler):
    """Serves the elements as they are, and the stub's pages around them."""

    site: StubSite

    def log_message(self, *args: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        name = self.path.removeprefix("/static/")
        file = HTMX if name == "htmx.js" else STATIC / name
        if self.path.startswith("/static/"):
            self._reply(200, file.read_bytes(), TYPES[file.suffix])
        else:
            self._answer("GET")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fields = _fields(body, self.headers["Content-Type"])
        self.site.posts.append((self.path, fields))
        self._answer("POST")

    def _answer(self, method: str) -> None:
        fragment = self.headers.get("HX-Request") == "true"
        status, text = self.site.answer(method, self.path, fragment=fragment)
        self._reply(status, text.encode(), "text/html", text if status == 303 else "")

    def _reply(self, status: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if status in (200, 422):
            self.wfile.write(body)


def _fields(body: bytes, kind: str) -> dict[str, str]:
    """Read a form in either way browsers send one."""
    if kind.startswith("multipart/"):
        message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        return {
            str(part.get_param("name", header="content-disposition")): bytes(
                part.get_payload(decode=True)
            ).decode()
            for part in message.walk()
            if not part.is_multipart()
        }
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


@contextmanager
def stub_site() -> Iterator[StubSite]:
    """Serve the stub until the test is over."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.site = StubSite(f"http://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Handler.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
