# SPDX-License-Identifier: AGPL-3.0-or-later
"""Servers load while the place is made ready, and wait here before they let people in."""

from __future__ import annotations

import os


class Gate:
    """Shut until `open`; then open for good, also for servers that start later."""

    def __init__(self) -> None:
        self.reader, self._writer = os.pipe()
        self._is_open = False

    def open(self) -> None:
        """Let everybody through who waits at `reader`."""
        if not self._is_open:
            os.close(self._writer)
            self._is_open = True


def wait_at(reader: int) -> None:
    """Wait until the gate opens: nothing is ever written, it is only closed at the other end."""
    os.read(reader, 1)
