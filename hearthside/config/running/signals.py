# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waiting for whatever happens first: a wish to stop, the end of a child, a word, or time."""

from __future__ import annotations

import os
import select
import signal
from types import FrameType
from typing import Self

_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Signals:
    """Collects signals, so that nothing is interrupted in the middle."""

    def __init__(self) -> None:
        self.stopping = False
        self._reader, self._writer = os.pipe()
        self.words, self.words_in = os.pipe()

    def __enter__(self) -> Self:
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in _STOP:
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, _nothing)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)

    def wait(self, seconds: float) -> bytes:
        """Wait until something happens, and return what children wrote to ``words_in``."""
        heard, _, _ = select.select([self._reader, self.words], [], [], seconds)
        if self._reader in heard:
            os.read(self._reader, 512)
        return os.read(self.words, 512) if self.words in heard else b""

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _nothing(number: int, frame: FrameType | None) -> None:
    """Hearing it is enough: it ends the wait."""
