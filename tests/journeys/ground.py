# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running product: started as people start it, watched from outside, ended again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.community import Community

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN_SECONDS = 60
LOOK_EVERY_SECONDS = 0.02


def until(what: Callable[[], object], *, within: float, why: str) -> None:
    """Wait until something is so; fail with words where it does not become so in time."""
    end = time.monotonic() + within
    while not what():
        assert time.monotonic() < end, f"after {within:g} s still not so: {why}"
        time.sleep(LOOK_EVERY_SECONDS)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """A data folder and the settings it runs with."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of everything that runs here: ours, without settings of others."""
        mine = {k: v for k, v in os.environ.items() if not k.startswith(("HEARTHSIDE_", "TEST_"))}
        mine |= {"HEARTHSIDE_DATA": str(self.data), "PYTHONPATH": str(ROOT)}
        mine |= {"DJANGO_SETTINGS_MODULE": "hearthside.config.settings"}
        mine.pop("PYTHONDEVMODE", None)  # the journeys walk through the product as it is run
        return mine | {f"HEARTHSIDE_{name}": value for name, value in self.settings.items()}

    def python(self, *arguments: str) -> str:
        """Run Python inside the installation; return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, expression: str) -> str:
        """Evaluate something with Django set up, and return it as text."""
        script = f"import django; django.setup(); {expression}"
        return self.python("-c", script).strip()

    def fill(self) -> Community:
        """Make the place ready and put the community into it."""
        return Community(**json.loads(self.python("-m", "tests.community")))

    def crowd(self, many: int) -> list[str]:
        """Let so many more members in; return a session of each."""
        sessions: list[str] = json.loads(self.python("-m", "tests.community", "crowd", str(many)))
        return sessions

    def copy(self, data: Path, settings: dict[str, str]) -> Installation:
        """The same place once more, in another folder."""
        shutil.copytree(self.data, data)
        return Installation(data, self.settings | settings)


class Product:
    """`hearthside run`, and its processes."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.port = int(installation.settings["PORT"])
        self.url = f"http://localhost:{self.port}"
        self._said = installation.data.with_suffix(".log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers people."""
        command = [sys.executable, "-P", "-m", "hearthside.config.cli", "run"]
        self._process = subprocess.Popen(
            command, env=self.installation.environment, stdout=self._said, stderr=self._said
        )
        self.wait_for(200, within=START_WITHIN_SECONDS)

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(20)
            self._process = None
        self._said.close()

    def answers(self, path: str = "/join/") -> int:
        """The status of a page, 0 where nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def wait_for(self, status: int, *, path: str = "/join/", within: float = 30) -> None:
        """Wait until a page answers so."""
        assert self._process is not None
        until(
            lambda: self.answers(path) == status or self._process.poll() is not None,  # type: ignore[union-attr]  # it runs
            within=within,
            why=f"{path} answers {status}; the product said: {self.said()[-1500:]}",
        )
        assert self._process.poll() is None, f"the product ended by itself: {self.said()[-1500:]}"

    def said(self) -> str:
        """All it wrote to the terminal."""
        return Path(self._said.name).read_text()

    def child(self, name: str) -> psutil.Process | None:
        """Its process of that name ("serve", "courier"), if it is alive."""
        assert self._process is not None
        for process in psutil.Process(self._process.pid).children():
            try:
                if process.status() != psutil.STATUS_ZOMBIE and name in process.cmdline():
                    return process
            except psutil.Error:
                continue
        return None

    def kill(self, name: str) -> int:
        """End one of its processes at once, as a power cut would; return its number."""
        process = self.child(name)
        assert process is not None, f"there is no {name} to kill"
        process.kill()
        return int(process.pid)

    def wait_for_another(self, name: str, than: int, *, within: float = 30) -> None:
        """Wait until the supervisor has put another process in the place of a killed one."""

        def is_there() -> bool:
            process = self.child(name)
            return process is not None and process.pid != than

        until(is_there, within=within, why=f"another {name} runs")


@contextmanager
def running(installation: Installation) -> Iterator[Product]:
    """Run an installation for a while."""
    product = Product(installation)
    try:
        product.start()
        yield product
    finally:
        product.stop()
