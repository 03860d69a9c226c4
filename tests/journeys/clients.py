# SPDX-License-Identifier: AGPL-3.0-or-later
"""A browser without a window: plain HTTP, cookies, and forms as they go without scripts."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from tests.community import PASSWORD

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class LineBroke(Exception):
    """The connection ended before there was an answer: nobody knows what became of the words."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str = ""

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms; where two have one name, the last one's."""
        return dict(_HIDDEN.findall(self.text))

    @property
    def offers_help(self) -> bool:
        """Whether the page leads to people: the way to all of them, and a number at once."""
        return 'href="/help/' in self.text and bool(re.search(r'href="(tel|sms):', self.text))


class Client:
    """One device."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = "127.0.0.1", parts.port
        self.shown = parts.netloc
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Open a page; redirects are not followed."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self, name: str) -> None:
        """Sign in as a person does."""
        page = self.get("/sign-in/")
        answer = self.post("/sign-in/", page.hidden | {"login": name, "password": PASSWORD})
        assert answer.status == 302, answer.text

    def break_off(self, path: str, fields: Mapping[str, str], *, missing: int) -> None:
        """Begin to send a form, stall as a bad line does, and lose it ``missing`` letters early."""
        body = urlencode(fields)
        connection = http.client.HTTPConnection(self._host, self._port, timeout=40)
        connection.putrequest("POST", path, skip_host=True)
        for name, value in self._headers(body).items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[:-missing].encode())
        time.sleep(0.5)
        connection.close()

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Host": self.shown, "Cookie": self._cookie_line()}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{self.shown}"
        return headers

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=40)
        try:
            connection.request(method, path, body, self._headers(body))
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise LineBroke(f"{method} {path}") from error
        finally:
            connection.close()
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        return Answer(answer.status, text, answer.headers.get("Location", ""))

    def _cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value


def mark_all_read(client: Client, space: str) -> None:
    """Know of everything that happened so far, so that the next notice can be told."""
    page = client.get(f"/s/{space}/notices/")
    client.post(f"/s/{space}/notices/reading/", page.hidden)
    assert not has_notice(client, space)


def has_notice(client: Client, space: str) -> bool:
    """Whether the mark of something new stands on a page of the space."""
    return 'class="dot"' in client.get(f"/s/{space}/").text
