# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an operator is promised of backups: whole, private, and never put over anybody."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.conftest import require_servers
from tests.journeys.databases import fresh_database
from tests.journeys.operating import Operator

pytestmark = pytest.mark.journey

PASSWORD = "quiet-harbour-9\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest) -> Iterator[Callable[[], dict[str, str]]]:
    """Settings for as many empty databases as are asked for."""
    if request.param == "postgresql":
        require_servers()
    with ExitStack() as stack:

        def settings() -> dict[str, str]:
            if request.param == "sqlite":
                return {}
            return {"DATABASE_URL": stack.enter_context(fresh_database())}

        yield settings


def the_backup(folder: Path) -> Path:
    found = sorted(folder.glob("hearthside-*.tar.gz"))
    assert len(found) == 1
    return found[0]


def test_a_backup_comes_back_whole_into_an_empty_place_only(
    tmp_path: Path, empty: Callable[[], dict[str, str]]
) -> None:
    home = Operator(tmp_path / "home", **empty())
    assert home.type("migrate").returncode == 0
    assert home.type("keeper", "--name", "maria", stdin=PASSWORD).returncode == 0
    keyring = tmp_path / "keyring.json"
    made = home.type("backup", str(tmp_path / "kept"), "--keyring-to", str(keyring))
    assert made.returncode == 0, made.stderr
    backup = the_backup(tmp_path / "kept")
    assert {path.stat().st_mode & 0o777 for path in (backup, keyring)} == {0o600}

    over_people = home.type("restore", str(backup))
    assert over_people.returncode == 1
    assert "Nothing was changed" in over_people.stderr

    other = Operator(tmp_path / "elsewhere", **empty())
    assert other.type("migrate").returncode == 0  # made ready, and nobody came yet
    without = other.type("restore", str(backup))
    assert without.returncode == 1
    assert "--keyring" in without.stderr

    restored = other.type("restore", str(backup), "--keyring", str(keyring))
    assert restored.returncode == 0, restored.stderr
    assert other.type("ledger", "verify").stdout.startswith("The ledger is whole: 1 ")
    assert "k1: 1 values" in other.type("keys", "list").stdout
    again = other.type("keeper", "--name", "maria")
    assert again.returncode == 0
    assert "Recovery codes" not in again.stdout  # she was there already


def test_a_backup_made_without_the_keyring_opens_with_a_copy_that_is_found(tmp_path: Path) -> None:
    home = Operator(tmp_path / "home")
    assert home.type("migrate").returncode == 0
    assert home.type("keeper", "--name", "maria", stdin=PASSWORD).returncode == 0
    found_later = (tmp_path / "home" / "keyring.json").rename(tmp_path / "keyring.json")

    made = home.type("backup", str(tmp_path / "kept"))
    assert made.returncode == 0, made.stderr
    assert "no keyring here" in made.stdout

    other = Operator(tmp_path / "elsewhere")
    back = other.type("restore", str(the_backup(tmp_path / "kept")), "--keyring", str(found_later))
    assert back.returncode == 0, back.stderr
    assert other.type("keys", "rotate").returncode == 0  # opens everything


def test_a_changed_backup_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    home = Operator(tmp_path / "home")
    assert home.type("migrate").returncode == 0
    assert home.type("backup", str(tmp_path / "kept")).returncode == 0
    backup = the_backup(tmp_path / "kept")
    _change_a_byte(backup, tmp_path)

    done = home.type("restore", str(backup))

    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert home.type("doctor").returncode == 1  # it still answers, and has things to do


def test_a_file_that_is_no_backup_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "holiday.tar.gz").write_text("not a backup")
    done = Operator(tmp_path / "home").type("restore", str(tmp_path / "holiday.tar.gz"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def _change_a_byte(backup: Path, folder: Path) -> None:
    with tarfile.open(backup) as tar:
        tar.extractall(folder / "out", filter="data")
        names = tar.getnames()
    database = folder / "out" / names[-1]
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    with tarfile.open(backup, "w:gz") as tar:
        for name in names:
            tar.add(folder / "out" / name, arcname=name)
