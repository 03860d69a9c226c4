# SPDX-License-Identifier: AGPL-3.0-or-later
"""What several house rules look at."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hearthside"


def layers() -> dict[str, int]:
    """Map each package to its height, read from the contract itself."""
    contract = ConfigParser()
    contract.read(ROOT / ".importlinter")
    rows = contract["importlinter:contract:domains"]["layers"].split("\n")[1:]
    return {name.strip(): -n for n, row in enumerate(rows) for name in row.split("|")}


def sources() -> list[Path]:
    """Every Python file of the product, without migrations."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def named(path: Path) -> str:
    """A file's short name, for the ids of tests."""
    return str(path.relative_to(ROOT))
