# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an operator is promised of `hearthside run`."""

from __future__ import annotations

import os
import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.journeys.operating import HELP_ONLY, READY, Operator

pytestmark = pytest.mark.journey

SLOWEST_START_SECONDS = 5.0
SLOWEST_END_SECONDS = 5.5
MOST_MEMORY_BYTES = 300_000_000


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was started once."""
    data = tmp_path_factory.mktemp("begun") / "data"
    with Operator(data) as place:
        place.start()
        assert place.stop()[0] == 0
    return data


@pytest.fixture
def place(begun: Path) -> Iterator[Operator]:
    with Operator(begun) as place:
        yield place


def get(place: Operator, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{place.port}{path}", timeout=10) as answer:
        status: int = answer.status
        return status


def test_the_first_start_leaves_everything_for_its_owner_only(begun: Path) -> None:
    assert (begun / "keyring.json").stat().st_mode & 0o777 == 0o600
    assert (begun / "hearthside.sqlite3").stat().st_mode & 0o077 == 0
    assert begun.stat().st_mode & 0o077 == 0
    assert not list(begun.glob("*.new"))


def test_a_second_start_is_quick_small_and_ends_cleanly(place: Operator) -> None:
    seconds = place.start()
    assert get(place, "/help/") == 200
    place.wait_until(lambda: len(place.children()) == 2)
    assert place.process is not None
    family = [psutil.Process(place.process.pid), *place.children().values()]
    assert sum(one.memory_info().rss for one in family) < MOST_MEMORY_BYTES

    code, end_seconds = place.stop()

    assert code == 0
    assert end_seconds < SLOWEST_END_SECONDS
    assert not any(one.is_running() for one in family)
    if os.getloadavg()[0] < (os.cpu_count() or 1):
        assert seconds < SLOWEST_START_SECONDS


def test_a_child_that_dies_is_started_again(place: Operator) -> None:
    place.start()
    place.wait_until(lambda: set(place.children()) == {"serve", "courier"})
    before = place.children()

    for child in before.values():
        child.kill()

    place.wait_until(
        lambda: (
            set(place.children()) == {"serve", "courier"}
            and place.children() != before
            and place.said.count("ended by itself") == 2
        )
    )
    assert get(place, "/help/") == 200  # waits in line while the server loads
    assert place.stop(signal.SIGINT)[0] == 0


def test_nothing_is_left_when_the_parent_is_killed(place: Operator) -> None:
    place.start()
    place.wait_until(lambda: len(place.children()) == 2)
    children = list(place.children().values())

    place.stop(signal.SIGKILL)

    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


def test_a_port_or_a_folder_in_use_is_said_with_a_way_on(place: Operator, tmp_path: Path) -> None:
    place.start()

    port = Operator(tmp_path / "other", PORT=str(place.port)).type("run")
    folder = Operator(place.data).type("run")

    assert port.returncode == folder.returncode == 1
    assert f"--port {place.port + 1}" in port.stderr
    assert str(place.data) in folder.stderr
    assert "Traceback" not in port.stderr + folder.stderr


def test_help_answers_and_the_place_waits_while_the_database_is_away(place: Operator) -> None:
    database = place.data / "hearthside.sqlite3"
    away = database.rename(database.with_suffix(".away"))

    place.start(HELP_ONLY)

    assert get(place, "/help/") == 200
    assert not database.exists()
    assert READY not in place.said
    assert "courier" not in place.children()
    away.rename(database)
    place.wait_until(lambda: "courier" in place.children())
    place.wait_until(lambda: READY in place.said)
    assert place.stop()[0] == 0


def test_unsound_settings_stop_the_start_and_are_said_once(tmp_path: Path) -> None:
    place = Operator(tmp_path / "data", HOSTS="example.org")
    done = place.type("run")
    assert done.returncode == 2
    assert done.stderr.count("hearthside.E003") == 1


def test_a_lost_keyring_is_never_replaced_unasked(begun: Path) -> None:
    place, keyring = Operator(begun), begun / "keyring.json"
    away = keyring.rename(begun / "keyring.away")
    try:
        assert place.type("run").returncode == 2
        assert not keyring.exists()
    finally:
        away.rename(keyring)


def test_a_first_start_that_broke_off_before_the_keyring_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / "drawer").write_text("a file where a folder should be")
    broken = Operator(tmp_path / "data", KEYRING_FILE=str(tmp_path / "drawer" / "keyring.json"))
    first = broken.type("migrate")
    assert first.returncode != 0
    assert "Traceback" not in first.stderr

    again = Operator(tmp_path / "data").type("migrate")

    assert again.returncode == 0, again.stderr
    assert (tmp_path / "data" / "keyring.json").exists()


def test_a_wrong_address_is_said_in_a_sentence_without_its_password(tmp_path: Path) -> None:
    place = Operator(tmp_path / "data", DATABASE_URL="postgres://us:swordfish@db:port/x")
    for word in ("run", "doctor", "migrate"):
        done = place.type(word)
        assert done.returncode == 2
        assert "docs/settings.md#database_url" in done.stderr
        assert "swordfish" not in done.stderr
        assert "Traceback" not in done.stderr
