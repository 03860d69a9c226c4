# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hearthside.config.running.listening import CannotListen, link_to, listen
from hearthside.config.running.lock import AlreadyRunning, NotOurs, hold, holder_of


def test_a_port_in_use_is_said_with_a_way_on() -> None:
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=f"--port {port + 1}"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_said_so() -> None:
    with pytest.raises(CannotListen, match="no address of this machine"):
        listen("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "link"),
    [
        ("0.0.0.0", "http://localhost:8000/"),
        ("::1", "http://localhost:8000/"),
        ("fd00::2", "http://[fd00::2]:8000/"),
        ("10.0.0.4", "http://10.0.0.4:8000/"),
    ],
)
def test_the_link_can_be_typed(host: str, link: str) -> None:
    assert link_to(host, 8000) == link


def test_one_data_folder_has_one_runner(tmp_path: Path) -> None:
    assert holder_of(tmp_path) is None
    with hold(tmp_path):
        assert holder_of(tmp_path) is not None
        with pytest.raises(AlreadyRunning):
            hold(tmp_path)
    assert holder_of(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "running.lock").mkdir()  # who may do anything is stopped by this, too
    with pytest.raises(NotOurs, match=r"docs/settings\.md#data"):
        hold(tmp_path)
