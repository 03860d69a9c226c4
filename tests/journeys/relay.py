# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line that can be cut and counted: it carries bytes to a server on this machine."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class Relay:
    """Listens on a port of its own. `cut` ends every connection, `mend` lets them through again."""

    def __init__(self, to_port: int, *, own_port: int = 0) -> None:
        self._to = ("127.0.0.1", to_port)
        self._own = ("127.0.0.1", own_port)
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._door: socket.socket | None = None
        self.bytes_back = 0
        self.mend()

    @property
    def port(self) -> int:
        return self._own[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.cut()

    def mend(self) -> None:
        """Let people through."""
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(self._own)
        door.listen(128)
        self._own, self._door = door.getsockname(), door
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()

    def cut(self) -> None:
        """End every connection, and refuse new ones."""
        if self._door is not None:
            with contextlib.suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self._door = None
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            _close(end)

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                guest, _ = door.accept()
                host = socket.create_connection(self._to)
            except OSError:
                return
            with self._lock:
                self._ends |= {guest, host}
            for source, sink, counts in ((guest, host, False), (host, guest, True)):
                threading.Thread(
                    target=self._carry, args=(source, sink, counts), daemon=True
                ).start()

    def _carry(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if counts:
                    self.bytes_back += len(piece)
                sink.sendall(piece)
        for end in (source, sink):
            _close(end)
            with self._lock:
                self._ends.discard(end)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
