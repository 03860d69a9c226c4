# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing here puts people, or what they wrote, in the order of a number that others gave (C6)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.ground import ROOT

SOURCES = sorted(
    path
    for path in (ROOT / "hearthside").rglob("*.py")
    if not {"tests", "migrations"} & set(path.parts)
)
COUNTS = frozenset(
    {"reactions", "read_counts", "posts_count", "replies", "helped", "conversations_helped"}
)
"""What counts answers and signs, in columns, rows and functions."""


def ranked(source: str) -> Iterator[str]:
    """Every order in a text that is made by what others gave, or by how many there are of it."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called in ("order_by", "latest", "earliest"):
            yield from (ast.unparse(each) for each in node.args if _is_a_count(each))
        elif called in ("sorted", "sort", "max", "min", "nlargest", "most_common"):
            keys = [each.value for each in node.keywords if each.arg == "key"]
            if called == "most_common" or any(_is_a_count(each) for each in keys):
                yield ast.unparse(node)


def _is_a_count(node: ast.expr) -> bool:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    names |= {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    columns = {
        each.value.lstrip("-").rpartition("__")[2]
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    return bool((names | columns) & {*COUNTS, "Count"})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_ordered_by_what_others_gave(path: Path) -> None:
    found = list(ranked(path.read_text()))
    assert not found, f"a ranking of people or words: {found}"


@pytest.mark.parametrize(
    "source",
    [
        'Post.objects.order_by("-reactions")',
        'voices.order_by("-post__thread__posts_count", "id")',
        'members.order_by(Count("posts").desc())',
        'members.order_by(F("helped").desc())',
        "rows.sort(key=lambda row: -row.replies)",
        "sorted(people, key=conversations_helped)",
        "Counter(names).most_common(3)",
    ],
)
def test_a_ranking_would_be_seen(source: str) -> None:
    assert list(ranked(source))


def test_an_order_of_time_is_none() -> None:
    assert not list(ranked('posts.order_by("written_at", "id"); sorted(x, key=lambda y: y.at)'))
