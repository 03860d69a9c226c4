# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small is a choice. The limits of the house, held."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.ground import PACKAGE, named, sources, templates

LIMITS = {"*.css": 150, "*.js": 120}


@pytest.mark.parametrize("path", sources(), ids=named)
def test_python_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    tests = "tests" in path.parts
    assert tests or len(text.splitlines()) <= 300, "over 300 lines: split by noun"
    most = 25 if "views" in path.parts else 40
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and not tests and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            assert lines <= most, f"{node.name} has {lines} lines, at most {most}"


@pytest.mark.parametrize("path", templates(), ids=named)
def test_templates_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("pattern", LIMITS)
def test_sheets_and_elements_stay_small(pattern: str) -> None:
    for path in PACKAGE.rglob(pattern):
        assert len(path.read_text().splitlines()) <= LIMITS[pattern], named(path)
