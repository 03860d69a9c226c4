# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each part of `make bench` still measures, among very few. No figure is judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import compare, crowds, search

pytestmark = pytest.mark.journey


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_pages_and_replies_are_set_beside_the_yardstick(tmp_path: Path) -> None:
    plan = compare.Plan(sizes=(1_000,), rounds=1, reads=8, writes=8, connections=2)
    place = compare.Place.fill("", 1_000, tmp_path)

    table = [cells(row) for row in compare.beside_the_yardstick(plan, place)]

    assert [row[2] for row in table[:-1]] == list(place.queries())
    assert all(float(ratio) > 0 for row in table[:-1] for ratio in row[3:8])
    assert int(table[-1][3]) > 20, "megabytes"


def test_a_search_of_each_kind_is_timed(tmp_path: Path) -> None:
    ground, searcher = search.fill("", 60, tmp_path)

    with search.served(ground, searcher) as running:
        table = [cells(row) for row in search.rows("SQLite", running, 60, 4)]

    assert [row[3] for row in table] == ["1"] * 7 + ["4"] * 7
    assert all(int(row[5]) > 0 and float(row[7]) > 0 for row in table)


def test_asking_helpers_and_digests_are_timed() -> None:
    plan = crowds.Plan(sizes=(30,), waiting=10, digests={30: 10})

    asking, digest = (cells(row) for row in crowds.rows("", plan))

    assert asking[2:4] == ["asking helpers for one who waits", "9"]
    assert digest[2:4] == ["one digest", "9"]
    assert 0 < int(asking[7]) <= 27  # at most three for each
    assert digest[7] == "9"
    assert all(
        float(row[4]) > 0 and int(row[6]) > 5 and row[9] == "1.00" for row in (asking, digest)
    )


def test_every_part_is_in_the_one_word() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()

    assert set(re.findall(r"-m bench\.(\w+)", makefile)) == {"compare", "search", "crowds"}
