# SPDX-License-Identifier: AGPL-3.0-or-later
"""An installation in the hands of its operator, who types commands and watches."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil

from tests.journeys.ground import Installation, free_port, until

READY = "is ready:"
HELP_ONLY = "Help answers already:"
COMMAND = [sys.executable, "-m", "hearthside.config.cli"]


class Operator:
    """Types `hearthside …` in one installation; `with` ends what still runs."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.port = int(settings.setdefault("PORT", str(free_port())))
        self.around = Installation(data, settings).environment
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    @property
    def said(self) -> str:
        """What the running process has printed so far."""
        return self.data.with_suffix(".said").read_text()

    def type(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Type a command and wait for its end."""
        return subprocess.run(
            [*COMMAND, *words],
            env=self.around,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, until_said: str = READY) -> float:
        """Run it until it says that it is ready; return how many seconds that took."""
        began = time.monotonic()
        with self.data.with_suffix(".said").open("wb") as said:
            self.process = subprocess.Popen(
                [*COMMAND, "run"], env=self.around, stdout=said, stderr=said
            )
        self.wait_until(lambda: until_said in self.said or self.has_ended())
        assert until_said in self.said, self.said
        return time.monotonic() - began

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; return the exit code and how many seconds the end took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(30), time.monotonic() - began

    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def children(self) -> dict[str, psutil.Process]:
        """Return the living children by the word they were started with."""
        assert self.process is not None
        found = {}
        for child in psutil.Process(self.process.pid).children():
            try:
                found[child.cmdline()[4]] = child
            except (psutil.Error, IndexError):
                continue
        return found

    def wait_until(self, true: Callable[[], object]) -> None:
        """Wait until something is so; fail with what was said where it does not become so."""
        until(true, within=90, why=self.said if self.process else "")
