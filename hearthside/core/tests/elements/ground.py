# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one does on a page of the stub, and what it leaves on the device."""

from __future__ import annotations

from playwright.sync_api import Page

from hearthside.core.tests.elements.stub_site import StubSite


def enter(page: Page, site: StubSite, path: str = "/thread/") -> Page:
    page.goto(f"{site.url}{path}")
    page.wait_for_function("!document.querySelector(':not(:defined)')")
    return page


def write(page: Page, words: str) -> None:
    page.get_by_label("reply").press_sequentially(words)


def kept_on_device(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(Object.entries(localStorage))"))
