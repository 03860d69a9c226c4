# SPDX-License-Identifier: AGPL-3.0-or-later
"""One running Hearthside for each data folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TextIO

_NAME = "running.lock"


class NotOurs(Exception):
    """The data folder cannot be written. The message says why, and what to do."""


class AlreadyRunning(Exception):
    """Another process holds this data folder. Carries its number, as far as it is known."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


def hold(data: Path) -> TextIO:
    """Take the data folder; it is let go when the file is closed or the process ends.

    Raises:
        AlreadyRunning: somebody else has it.
        NotOurs: the folder cannot be written.
    """
    file = _locked(data, fcntl.LOCK_EX)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def holder_of(data: Path) -> str | None:
    """Return the number of the process that runs from this folder, or None.

    Raises:
        NotOurs: the folder cannot be written.
    """
    try:
        _locked(data, fcntl.LOCK_SH).close()
    except AlreadyRunning as running:
        return running.process
    return None


def _locked(data: Path, kind: int) -> TextIO:
    try:
        file = (data / _NAME).open("a+")
    except OSError as error:
        raise NotOurs(
            f"The data folder cannot be written: {data} ({error.strerror}).\n"
            "Give it to the user who runs Hearthside, or choose another with HEARTHSIDE_DATA.\n"
            "See docs/settings.md#data"
        ) from error
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        process = file.read().strip() or "unknown"
        file.close()
        raise AlreadyRunning(process) from error
    return file
