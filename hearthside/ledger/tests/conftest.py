# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every test of the ledger begins with nothing told."""

from __future__ import annotations

import pytest

from hearthside.ledger.tests import builders


@pytest.fixture(autouse=True)
def _nothing_told() -> None:
    for told in (builders.heard, builders.felt, builders.trouble):
        told.clear()
