# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each test has its own data folder for help pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hearthside.directory.queries.languages import forget_offered_languages


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty data folder; not a demonstration."""
    settings.DATA = tmp_path
    settings.HELP_PAGES = tmp_path / "help"
    forget_offered_languages()
    yield tmp_path
    forget_offered_languages()
