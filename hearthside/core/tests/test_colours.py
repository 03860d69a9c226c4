# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words can be read: WCAG 2.2 asks for 4.5 to 1, and 3 to 1 for the edges of controls."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static/core/css/tokens.css"
RAW = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})")
GROUNDS = ("paper", "surface", "sunk")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "pine", "ember", "berry") for ground in GROUNDS),
    *((ink, f"{wash}-wash") for ink in ("ink", "ink-soft") for wash in ("pine", "ember", "berry")),
    *((tone, f"{tone}-wash") for tone in ("pine", "ember", "berry")),
    ("pine", "ember-wash"),
    ("pine-on", "pine"),
    ("pine-on", "pine-deep"),
    ("ember-on", "ember"),
    ("ember-on", "ember-deep"),
    ("paper", "ink"),
]
EDGES = [(edge, ground) for edge in ("line-strong", "ring") for ground in GROUNDS]


def palettes() -> dict[str, dict[str, str]]:
    """The raw colours by day and by night."""
    before, after = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    day = dict(RAW.findall(before))
    return {"day": day, "night": {**day, **dict(RAW.findall(after))}}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(time: str, ink: str, ground: str) -> None:
    colours = palettes()[time]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(time: str, edge: str, ground: str) -> None:
    colours = palettes()[time]
    assert contrast(colours[edge], colours[ground]) >= 3
