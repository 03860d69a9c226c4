# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times say how long ago they were."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_times_come_closer(page: Page) -> None:
    expect(page.locator("time")).to_have_text("5 hours ago")
    page.clock.run_for("02:00:00")
    expect(page.locator("time")).to_have_text("7 hours ago")
