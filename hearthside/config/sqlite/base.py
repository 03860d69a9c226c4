# SPDX-License-Identifier: AGPL-3.0-or-later
"""SQLite that never invents an empty database, notices when its file is taken away, and
lets writers take turns."""

from __future__ import annotations

import os
import threading
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, opened read-write but never created, and checked once per request.

    Plain SQLite makes an empty file where there is none, and goes on writing to a file
    that was moved away: both lose words that a person was told are kept.
    """

    _inode: int = 0
    _writers: dict[str, threading.Lock] = {}
    """One lock for each file: threads of a process write in turn, without sleeping."""
    _has_turn = False

    def get_connection_params(self) -> dict[str, Any]:
        """Open by URI, so that a missing file is an error; `hearthside migrate` makes it."""
        params: dict[str, Any] = super().get_connection_params()
        name = str(params["database"])
        if ":memory:" not in name and "mode=memory" not in name and not name.startswith("file:"):
            mode = "rwc" if self.settings_dict.get("MAY_CREATE") else "rw"
            params["database"] = f"file:{quote(name)}?mode={mode}"
            params["uri"] = True
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Remember which file this is."""
        connection = super().get_new_connection(conn_params)
        self._inode = self._inode_now()
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        """Wait for one's turn to write, then begin.

        SQLite lets one writer in at a time and makes the others sleep and ask again, ever
        longer. Threads of one process need not: the next goes in as the last comes out.
        Other processes still meet SQLite's own lock and its busy timeout.
        """
        turn = self._writers.setdefault(str(self.settings_dict["NAME"]), threading.Lock())
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        self._has_turn = turn.acquire(timeout=patience)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_turn()  # not if it failed: the rollback that follows does

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._writers[str(self.settings_dict["NAME"])].release()

    def is_usable(self) -> bool:
        """Whether the file behind the open connection is still the one under its name."""
        return self._inode == self._inode_now() and bool(super().is_usable())

    def _inode_now(self) -> int:
        try:
            return os.stat(str(self.settings_dict["NAME"])).st_ino
        except OSError:
            return 0
