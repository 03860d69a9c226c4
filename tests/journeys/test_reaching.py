# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody gives an address, confirms it, and chooses what may reach them there."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.community import ANOTHER, PASSWORD
from tests.journeys.browsing import path_of, sign_in, submit
from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_address_is_confirmed_and_mail_is_chosen(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    page = visitor(java_script_enabled=scripts).new_page()
    sign_in(page, place.url, ANOTHER)
    address = f"alder-{'with' if scripts else 'without'}@example.org"

    _give(page, place, address)
    page.goto(_link_in_mail_to(address, place))
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.goto(f"{place.url}/account/")
    with page.expect_navigation():
        page.locator("main a[href='/account/reaching/']").click()
    assert address in page.inner_text("main")
    page.select_option("[name=mail_answers]", "daily")
    page.select_option("[name=quiet_from]", "22:00")
    submit(page, "[name=mail_answers]")

    assert path_of(page) == "/account/reaching/"
    assert page.input_value("[name=mail_answers]") == "daily"
    assert page.input_value("[name=quiet_from]") == "22:00"


def _give(page: Page, place: Place, address: str) -> None:
    page.goto(f"{place.url}/account/email/")
    if path_of(page) == "/account/proof/":
        page.fill("[name=password]", PASSWORD)
        submit(page, "[name=password]")
    page.fill("main [name=email]:visible", address)
    with page.expect_navigation():
        page.click("[name=action_add]")


def _link_in_mail_to(address: str, place: Place) -> str:
    """No server is set, so the mail lies in a folder."""
    for path in sorted(_mails(place), reverse=True):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        if address in str(mail["To"]):
            found = re.search(r"https?://\S+/account/email/\S+/", path.read_text())
            assert found
            return found[0]
    raise AssertionError("no mail came")


def _mails(place: Place) -> list[Path]:
    return list((place.product.installation.data / "mail").glob("*.eml"))
