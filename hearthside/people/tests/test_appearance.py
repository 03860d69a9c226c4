# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from pathlib import Path

from hearthside import core

SHEETS = Path(core.__file__).parent / "static/core/css"


def values(sheet: str, opening: str) -> dict[str, str]:
    """Read the custom properties of the first rule that opens so."""
    text = (SHEETS / sheet).read_text()
    block = text[text.index(opening) :]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block[: block.index("}")]))


def test_a_chosen_light_or_dark_has_the_colours_of_the_devices_own() -> None:
    day, night = (
        values("tokens.css", ":root {"),
        values("tokens.css", "(prefers-color-scheme: dark)"),
    )

    assert values("appearance.css", '"dark"') == night
    assert values("appearance.css", '"light"') == {name: day[name] for name in night}
