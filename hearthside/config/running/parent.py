# SPDX-License-Identifier: AGPL-3.0-or-later
"""A child process ends when its parent is gone, however the parent went."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY_SECONDS = 1.0


def end_with_parent(parent: int) -> None:
    """Ask for SIGTERM when process ``parent`` ends; where the system cannot, look every second."""
    if not _asked_the_system():
        threading.Thread(target=_look, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it went before we could ask
        os.kill(os.getpid(), signal.SIGTERM)


def _asked_the_system() -> bool:
    """Whether Linux promised to tell us."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        return bool(library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
