# SPDX-License-Identifier: AGPL-3.0-or-later
"""In with nothing but a made-up name, with a passkey, and with a code from a piece of paper."""

from __future__ import annotations

import secrets
import string
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.browsing import follow, path_of, sign_in, submit
from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Visitor = Callable[..., BrowserContext]
PASSWORD = "quiet-harbour-9"
NEW_PASSWORD = "lantern-on-the-pier"
A_TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_joins_in_under_a_minute(place: Place, visitor: Visitor, scripts: bool) -> None:
    page, began = visitor(java_script_enabled=scripts).new_page(), time.monotonic()

    codes = join(page, place, a_name())

    assert len(set(codes)) == 10
    assert path_of(page) == "/home/"
    assert time.monotonic() - began < 60


def test_a_passkey_opens_the_door_without_a_name(place: Place, visitor: Visitor) -> None:
    context = visitor()
    page, name = context.new_page(), a_name()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})
    join(page, place, name)

    page.goto(f"{place.url}/account/passkeys/new/")
    page.fill("[name=name]", "My telephone")
    page.locator("pass-key button").click()
    page.wait_for_url(f"{place.url}/account/keys/")
    page.goto(f"{place.url}/sign-out/")
    submit(page, "button:text('Sign out')")
    page.goto(f"{place.url}/sign-in/?next=/account/passkeys/")
    page.locator("pass-key button").click()
    page.wait_for_url(f"{place.url}/account/passkeys/")
    assert "My telephone" in page.inner_text("main")

    sign_in(visitor().new_page(), place.url, name, PASSWORD)  # the password still works elsewhere


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_code_from_paper_lets_somebody_back_in_and_others_out(
    place: Place, visitor: Visitor, scripts: bool
) -> None:
    lost, found = visitor().new_page(), visitor(java_script_enabled=scripts).new_page()
    name = a_name()
    codes = join(lost, place, name)

    found.goto(f"{place.url}/recover/")
    found.fill("[name=sign_in_name]", name.upper())
    found.fill("[name=code]", codes[3].lower().replace("-", " "))
    found.fill("[name=password]", NEW_PASSWORD)
    press_button(found, "[name=code]")

    assert path_of(found) == "/home/"
    lost.goto(f"{place.url}/account/")
    assert path_of(lost) == "/sign-in/"


def join(page: Page, place: Place, name: str) -> list[str]:
    """Join, keep the codes, and go on."""
    page.goto(f"{place.url}/join/")
    page.fill("[name=sign_in_name]", name)
    page.fill("[name=password]", PASSWORD)
    page.check("[name=adult]")
    press_button(page, "[name=adult]")
    codes = [code.strip() for code in page.locator(".codes li").all_inner_texts()]
    follow(page, "main a[href='/home/']")
    return codes


def press_button(page: Page, field: str) -> None:
    """Send the form that holds a field; the button before it only shows what was typed."""
    with page.expect_navigation():
        page.locator(f"form:has({field}) > .cluster button:not([name=deed])").click()


def a_name() -> str:
    """Return a made-up name, without digits that look like a telephone's."""
    return "heron " + "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))
