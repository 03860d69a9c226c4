# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starting what is measured, and reading from the operating system what it used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Ground:
    """Where one measurement stands: a data folder and a database."""

    data: Path
    database_url: str = ""

    def environment(self) -> dict[str, str]:
        """The environment of everything that runs here."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")}
        environment["HEARTHSIDE_DATA"] = str(self.data)
        environment["DJANGO_SETTINGS_MODULE"] = "hearthside.config.settings"
        if self.database_url:
            environment["HEARTHSIDE_DATABASE_URL"] = self.database_url
        return environment

    def python(self, *arguments: str, said: str = "") -> str:
        """Run Python here, tell it ``said``, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment(),
            check=True,
            capture_output=True,
            text=True,
            input=said,
        )
        return done.stdout


class Server:
    """One ASGI application under uvicorn, one process, at a port that was free."""

    def __init__(self, ground: Ground, application: str) -> None:
        self.port = port = _free_port()
        self._uses_postgres = bool(ground.database_url)
        environment = ground.environment()
        if application.startswith("bench."):
            environment["DJANGO_SETTINGS_MODULE"] = "bench.yardstick.settings"
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "uvicorn", application, "--port", str(port),
                "--no-access-log", "--log-level", "warning", "--lifespan", "off",
            ],
            env=environment,
        )  # fmt: skip
        self._seen = psutil.Process(self._process.pid)
        self._wait()

    def _wait(self) -> None:
        for _ in range(200):
            if self._process.poll() is not None:
                raise RuntimeError(f"the server on port {self.port} ended at once")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/nowhere/", timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def cpu(self) -> float:
        """Seconds of processor time the server and its database have used."""
        times = self._seen.cpu_times()
        beside = _postgres_cpu() if self._uses_postgres else 0.0
        return times.user + times.system + beside

    def resident_mb(self) -> float:
        """Megabytes resident."""
        return self._seen.memory_info().rss / 1e6

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres_cpu() -> float:
    """Seconds of processor time of every PostgreSQL process on this machine."""
    total = 0.0
    for process in psutil.process_iter(["name", "cpu_times"]):
        if process.info["name"] == "postgres" and process.info["cpu_times"]:
            times = process.info["cpu_times"]
            total += times.user + times.system
    return total
