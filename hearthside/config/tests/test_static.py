# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from hearthside.config.running.static import gather_static


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA, settings.STATIC_ROOT = tmp_path, str(tmp_path / "static")
    return tmp_path


def test_static_files_are_gathered_once(place: Path) -> None:
    assert gather_static()
    assert (place / "static" / "app.css").exists()
    assert not gather_static()


def test_static_files_are_gathered_again_when_they_are_not_whole(place: Path) -> None:
    gather_static()
    (place / "static").rename(place / "static.old")  # stopped between two renames
    assert gather_static()
    assert (place / "static" / "app.css").exists()
    assert not (place / "static.old").exists()
