# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every direct dependency has its reason in docs/dependencies.md, and is locked."""

from __future__ import annotations

import re
import tomllib

from tests.house.ground import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TO_RUN, TO_CHANGE = re.split(
    r"^## To change it$", (ROOT / "docs" / "dependencies.md").read_text(), flags=re.M
)


def bare(requirement: str) -> str:
    return re.split(r"[\[<>=~! ;]", requirement)[0].lower()


def named_in(text: str) -> set[str]:
    return set(re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)) - {"package"}


def locked_in(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text()
    return set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))


def test_what_is_needed_to_run_has_its_reason() -> None:
    assert named_in(TO_RUN) == set(map(bare, PROJECT["project"]["dependencies"]))


def test_what_is_needed_to_change_it_has_its_reason() -> None:
    assert named_in(TO_CHANGE) == set(map(bare, PROJECT["dependency-groups"]["dev"]))


def test_everything_is_locked() -> None:
    assert set(map(bare, PROJECT["project"]["dependencies"])) <= locked_in("base.txt")
    assert set(map(bare, PROJECT["dependency-groups"]["dev"])) <= locked_in("dev.txt")
    assert set(map(bare, PROJECT["dependency-groups"]["build"])) <= locked_in("build.txt")
    assert locked_in("base.txt") <= locked_in("dev.txt")
