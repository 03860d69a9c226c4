# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser, and a stub that remembers what it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from hearthside.core.tests.elements.ground import enter
from hearthside.core.tests.elements.stub_site import StubSite, stub_site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def site() -> Iterator[StubSite]:
    with stub_site() as site:
        yield site


@pytest.fixture
def unwound(browser: Browser, site: StubSite) -> Iterator[Page]:
    """A page whose clock is the world's."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def page(unwound: Page, site: StubSite) -> Page:
    """The member's page, at a time that the test moves."""
    unwound.clock.install(time="2026-01-01T05:00:00Z")
    return enter(unwound, site)
