# SPDX-License-Identifier: AGPL-3.0-or-later
"""An action tells its story in its signature, and is one transaction."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.ground import PACKAGE, named

ACTIONS = [path for path in sorted(PACKAGE.glob("*/actions/*.py")) if not path.name.startswith("_")]
OUTBOX = {"announce", "appoint", "appoint_together", "call_off", "open_reason"}
"""Steps of the ledger that run inside their caller's transaction, or only read."""


@pytest.mark.parametrize("path", ACTIONS, ids=named)
def test_actions_are_keyword_only_timed_and_documented(path: Path) -> None:
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if node.name in OUTBOX:
            continue
        assert not node.args.args, f"{node.name}: arguments are keyword-only"
        assert "now" in {a.arg for a in node.args.kwonlyargs}, f"{node.name}: take `now`"
        assert ast.get_docstring(node), f"{node.name}: say what it does, refuses and announces"
        assert any("transaction.atomic" in ast.unparse(d) for d in node.decorator_list), (
            f"{node.name}: an action is one transaction"
        )
