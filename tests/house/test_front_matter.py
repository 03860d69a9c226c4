# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a stranger reads first is true: version, commands, decisions, words of make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click import Context, Group

from hearthside.config.cli import cli
from hearthside.config.demo.cards import demo_sign_ins
from hearthside.config.version import VERSION
from tests.house.ground import ROOT, named

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
CONTEXT = Context(cli)
assert isinstance(cli, Group)
KNOWN = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}
COMMANDS = [name for name, command in KNOWN.items() if command and not command.hidden]


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    found = re.search(r"^## (\S+)", text, re.MULTILINE)
    assert found is not None
    assert found[1] == VERSION


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_line_in_operations(name: str) -> None:
    assert f"`hearthside {name}`" in (ROOT / "docs" / "operations.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_by_example(name: str) -> None:
    command = KNOWN[name]
    assert command is not None
    assert f"hearthside {name}" in (command.help or ""), "show how it is typed"


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_says_why_what_else_and_until_when(path: Path) -> None:
    text = path.read_text()
    for part in ("Context", "Decision", "Consequences", "Alternatives", "Revisit when"):
        assert f"## {part}" in text, f"say: {part}"
    assert path.name.startswith(re.match(r"# (\d{4}):", text)[1])  # type: ignore[index]


def test_the_readme_lists_how_to_sign_in_to_the_demo() -> None:
    text = (ROOT / "README.md").read_text()
    for card in demo_sign_ins():
        assert f"| `{card.sign_in_name}` | `{card.password}` |" in text
    assert text.count("` | `hearthside` |") == len(demo_sign_ins())


def test_words_of_make_have_their_help() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: (\w+)", text, re.MULTILINE))
    assert phony == set(re.findall(r"^(\w+):.*## \w", text, re.MULTILINE))
