# SPDX-License-Identifier: AGPL-3.0-or-later
"""A door that everybody who tests it can try."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearthside.config.tests.door import Ask, ask_of, door_to, fine


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in (
        "en/index.html", "es/index.html", "en/us/index.html", "en/leaving/index.html",
        "en/closed.html", "es/closed.html", "en/broken.html",
    ):  # fmt: skip
        path = tmp_path / "help" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<title>{name}</title>")
    (tmp_path / "secret.html").write_text("secret")
    return tmp_path / "help"


@pytest.fixture
def ask(tmp_path: Path, pages: Path) -> Ask:
    return ask_of(door_to(fine, tmp_path))
