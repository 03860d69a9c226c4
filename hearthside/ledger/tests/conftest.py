# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every test of the ledger begins with nothing told, and with a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from hearthside.ledger.tests import builders


@pytest.fixture(autouse=True)
def _nothing_told() -> None:
    for told in (builders.heard, builders.felt, builders.trouble):
        told.clear()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where the courier notes how far the chain reaches."""
    settings.DATA = tmp_path
    return tmp_path
