# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command as it is typed. What needs a whole installation is in tests/journeys."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hearthside.config.version import VERSION


def hearthside(*words: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Type a command, with nothing of our own settings around."""
    around = {key: value for key, value in os.environ.items() if not key.startswith("HEARTHSIDE_")}
    around.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "hearthside.config.cli", *words],
        env=around | {"HEARTHSIDE_DATA": str(data)} | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_does_not_load_django() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from hearthside.config.cli import cli;"
        "done = CliRunner().invoke(cli, ['--help']); assert done.exit_code == 0, done.output;"
        "done = CliRunner().invoke(cli, ['run', '--help']); assert done.exit_code == 0;"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_version_is_said(tmp_path: Path) -> None:
    assert hearthside("version", data=tmp_path).stdout.strip() == VERSION


def test_an_unknown_word_is_answered_kindly(tmp_path: Path) -> None:
    done = hearthside("migrat", data=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_said_without_a_traceback(tmp_path: Path) -> None:
    done = hearthside("settings", data=tmp_path, HEARTHSIDE_PROT="9000")
    assert done.returncode == 2
    assert "HEARTHSIDE_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_listed_and_secrets_hidden(tmp_path: Path) -> None:
    secret = "a-long-secret-that-nobody-may-see-here"
    done = hearthside("settings", data=tmp_path, HEARTHSIDE_SECRET_KEY=secret)
    assert done.returncode == 0
    assert "docs/settings.md#site_url" in done.stdout
    assert secret not in done.stdout


def test_a_demonstration_gets_no_keeper_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    done = hearthside("keeper", "--name", "maria", data=tmp_path)
    assert done.returncode == 1
    assert "docs/operations.md#going-live" in done.stderr
    assert not (tmp_path / "hearthside.sqlite3").exists()
