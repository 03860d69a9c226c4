# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places to walk through, and the browser to walk with."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.community import Community
from tests.journeys.databases import POSTGRESQL, REDIS, answers, fresh_database
from tests.journeys.ground import Installation, Product, free_port, running

PICTURES = Path(tempfile.gettempdir()) / f"hearthside-journeys-{os.getuid()}"
"""Where a picture of every open page goes when a journey fails."""

_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_AS_AT_HOME = ["--disable-back-forward-cache"]
"""Playwright switches this off; people have it on, and Back may bring a page from memory."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""The same that tools/test.sh looks for."""
_opened = pytest.StashKey[list[BrowserContext]]()


@dataclass(frozen=True)
class Seed:
    """A place made ready and filled, not running: each product begins as a copy of it."""

    installation: Installation
    community: Community


@dataclass(frozen=True)
class Place:
    """A running product with the community in it."""

    product: Product
    community: Community

    @property
    def url(self) -> str:
        return self.product.url

    @property
    def space(self) -> str:
        return f"{self.product.url}/s/{self.community.space}"

    @property
    def thread(self) -> str:
        """The conversation with a full page of posts."""
        return f"{self.space}/threads/{self.community.thread_id}/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: the browser's own loop would stand in the way of other tests."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Journeys talk to this machine."""


# --- places ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def neutral() -> Iterator[str]:
    """A page about nothing, where "Leave quickly" leads."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Neutral)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def seeds(
    tmp_path_factory: pytest.TempPathFactory, neutral: str
) -> Iterator[Callable[[str], Seed]]:
    """Make the seed of a database when it is first asked for."""
    made: dict[str, Seed] = {}
    with ExitStack() as stack:

        def seed(database: str) -> Seed:
            if database not in made:
                settings = {"EXIT_URL": neutral}
                if database == "postgresql":
                    require_servers()
                    settings["DATABASE_URL"] = stack.enter_context(fresh_database())
                    if "TEST_REDIS_URL" in os.environ or answers(REDIS):
                        settings["REDIS_URL"] = REDIS
                data = tmp_path_factory.mktemp(f"seed-{database}") / "data"
                installation = Installation(data, settings)
                made[database] = Seed(installation, installation.fill())
            return made[database]

        yield seed


@pytest.fixture(scope="session")
def places(
    tmp_path_factory: pytest.TempPathFactory, seeds: Callable[[str], Seed]
) -> Callable[..., Any]:
    """Run a copy of a seed for a while: `with places("sqlite", WORKERS="2") as place:`."""

    @contextmanager
    def place(database: str, **settings: str) -> Iterator[Place]:
        seed = seeds(database)
        with ExitStack() as stack:
            own = {"PORT": str(free_port())} | settings
            if database == "postgresql" and "DATABASE_URL" not in own:
                like = seed.installation.settings["DATABASE_URL"]
                own["DATABASE_URL"] = stack.enter_context(fresh_database(like=like))
            own["SITE_URL"] = f"http://localhost:{own['PORT']}"
            data = tmp_path_factory.mktemp(database) / "data"
            product = stack.enter_context(running(seed.installation.copy(data, own)))
            yield Place(product, seed.community)

    return place


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, places: Callable[..., Any]) -> Iterator[Place]:
    """A running product that several journeys share; none of them may break it."""
    with places(request.param) as found:
        yield found


def require_servers() -> None:
    """Skip, in plain words, what needs PostgreSQL where there is none; fail where one is named."""
    if answers(POSTGRESQL):
        return
    if "TEST_DATABASE_URL" in os.environ:
        pytest.fail("no PostgreSQL answers at TEST_DATABASE_URL")
    pytest.skip("no PostgreSQL answers on this machine")


# --- the browser ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found, args=_SWITCHES, ignore_default_args=_AS_AT_HOME
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(
    browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Open another device: `visitor()`, `visitor(java_script_enabled=False)`."""
    opened: list[BrowserContext] = []
    request.node.stash[_opened] = opened

    def another(**options: Any) -> BrowserContext:
        wide = {"width": 1280, "height": 900}
        context = browser.new_context(**({"viewport": wide, "locale": "en-GB"} | options))
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield another
    for context in opened:
        context.close()


@pytest.fixture
def page(visitor: Callable[..., BrowserContext]) -> Page:
    """One page on a device of its own."""
    return visitor().new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Take a picture of every open page when a journey fails."""
    report = yield
    if report.when == "call" and report.failed:
        nothing: list[BrowserContext] = []
        opened = item.stash.get(_opened, nothing)
        for number, context in enumerate(opened):
            for page in context.pages:
                _take_picture(page, item.name, number)
    return report


def _take_picture(page: Page, name: str, number: int) -> None:
    PICTURES.mkdir(exist_ok=True)
    safe = "".join(sign if sign.isalnum() else "-" for sign in name)
    try:
        page.screenshot(path=PICTURES / f"{safe}-{number}.png", full_page=True, timeout=3000)
    except Exception as error:  # noqa: BLE001 — the journey's own failure is what matters
        print(f"no picture of {page.url}: {error}")


class _Neutral(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weather</title><p>Light clouds.</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
