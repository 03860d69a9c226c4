# SPDX-License-Identifier: AGPL-3.0-or-later
"""SQLite that never invents an empty database and notices when its file is taken away."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, opened read-write but never created, and checked once per request.

    Plain SQLite makes an empty file where there is none, and goes on writing to a file
    that was moved away: both lose words that a person was told are kept.
    """

    _inode: int = 0

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

    def is_usable(self) -> bool:
        """Whether the file behind the open connection is still the one under its name."""
        return self._inode == self._inode_now() and bool(super().is_usable())

    def _inode_now(self) -> int:
        try:
            return os.stat(str(self.settings_dict["NAME"])).st_ino
        except OSError:
            return 0
