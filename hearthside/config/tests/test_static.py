# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.core.management import call_command
from django.utils.module_loading import import_string
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


def test_one_stylesheet_holds_them_all(place: Path) -> None:
    settings_of_production = "hearthside.config.static_files.JoinedStaticFilesStorage"
    storage = import_string(settings_of_production)(location=str(place / "static"))
    gather = Command()
    gather.storage = storage
    call_command(gather, interactive=False, verbosity=0, ignore_patterns=["ext"])

    sheet = (place / "static" / storage.stored_name("app.css")).read_text()

    assert "@import" not in sheet
    assert sheet.startswith("@layer reset,tokens,base,layout,components,pages,utilities;")
    assert ".topbar" in sheet
    assert "/*" not in sheet
