# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from xml.etree import ElementTree

import pytest

from hearthside.core.faces import face_svg

SEEDS = [f"seed-{number}" for number in range(500)]


def test_a_seed_has_one_face() -> None:
    face_svg.cache_clear()
    first = face_svg("wren")
    face_svg.cache_clear()
    assert face_svg("wren") == first


def test_faces_tell_people_apart() -> None:
    assert len({face_svg(seed) for seed in SEEDS}) > 400


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_a_face_is_small_hidden_and_without_style(seed: str) -> None:
    face = face_svg(seed)
    drawn = ElementTree.fromstring(face)
    assert len(face) <= 350
    assert drawn.get("aria-hidden") == "true"
    assert "style" not in face
    assert "#" not in face


def test_a_seed_cannot_bring_html() -> None:
    assert "<script" not in face_svg("<script>")
