# SPDX-License-Identifier: AGPL-3.0-or-later
"""On CI, no test is left out for want of a server that the machine has."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.ground import ROOT

NOTHING = "127.0.0.1:9"
"""A port where nothing answers."""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine whose tests all pass, with a browser and without servers."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    for name in ("msgfmt", "chromium", ".venv/bin/pytest"):
        add_program(tmp_path, name)
    return tmp_path


def add_program(machine: Path, name: str) -> None:
    path = machine / (name if "/" in name else f"bin/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def run_tests(machine: Path, **around: str) -> subprocess.CompletedProcess[str]:
    for name in ("bash", "dirname"):
        found = shutil.which(name)
        assert found
        (machine / "bin" / name).unlink(missing_ok=True)
        (machine / "bin" / name).symlink_to(found)
    servers = {
        "TEST_DATABASE_URL": f"postgres://somebody@{NOTHING}/x",
        "TEST_REDIS_URL": f"redis://{NOTHING}/15",
    }
    return subprocess.run(
        ["bash", "tools/test.sh"],
        cwd=machine,
        env={"PATH": str(machine / "bin"), **servers, **around},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_a_machine_does_not_have_is_left_out_and_said(machine: Path) -> None:
    done = run_tests(machine)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Left out: PostgreSQL" in done.stdout
    assert "Left out: Redis" in done.stdout


@pytest.mark.parametrize(
    ("program", "name"), [("postgres", "PostgreSQL"), ("redis-server", "Redis")]
)
def test_on_ci_a_server_that_is_installed_may_not_be_left_out(
    machine: Path, program: str, name: str
) -> None:
    add_program(machine, program)

    done = run_tests(machine, CI="true")

    assert done.returncode == 1
    assert f"Failed: {name} is on this machine" in done.stdout


def test_ci_asks_for_it() -> None:
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text()
