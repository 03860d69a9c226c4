# SPDX-License-Identifier: AGPL-3.0-or-later
"""A child process of the supervisor: started, ended, and started again after a pause."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import hearthside

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_SETTLED_AFTER_SECONDS = 60.0

Process = subprocess.Popen[bytes]


@dataclass
class Child:
    """One process that should be there for as long as the supervisor is."""

    name: str
    words: list[str]
    shared: tuple[int, ...] = ()
    process: Process | None = None
    falls: int = 0
    began: float = 0.0
    not_before: float = 0.0

    def start_if_due(self) -> None:
        """Start the process where there is none and the pause is over."""
        if self.process is None and time.monotonic() >= self.not_before:
            self.process = start(self.words, self.shared)
            self.began = time.monotonic()

    def has_fallen(self) -> bool:
        """Whether the process has ended since we last asked; then a pause begins."""
        if self.process is None or self.process.poll() is None:
            return False
        self.process = None
        now = time.monotonic()
        self.falls = 1 if now - self.began > _SETTLED_AFTER_SECONDS else self.falls + 1
        self.not_before = now + self.pause_seconds
        return True

    @property
    def pause_seconds(self) -> float:
        """How long to wait before the next start: half a second, doubling, at most 30 s."""
        doubled: float = _FIRST_PAUSE_SECONDS * 2.0 ** min(self.falls - 1, 10)
        return min(doubled, _LONGEST_PAUSE_SECONDS)


def start(words: list[str], shared: tuple[int, ...] = ()) -> Process:
    """Run a command of this very installation as our child, out of reach of the terminal's keys.

    Args:
        words: the command, without the program's name.
        shared: file descriptors it may use under the same numbers.
    """
    home = str(Path(hearthside.__file__).parents[1])
    path = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path),
        "MALLOC_ARENA_MAX": "2",  # threads then share their pools, and memory stays small
    }
    command = [sys.executable, "-P", "-m", "hearthside.config.cli", *words]
    return subprocess.Popen(  # noqa: S603 — our own words
        [*command, "--parent", str(os.getpid())],
        env=surroundings,
        pass_fds=shared,
        process_group=0,
    )


def end_all(processes: list[Process], *, within_seconds: float) -> None:
    """Ask every process to end, wait, and end those that did not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + within_seconds
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
