# SPDX-License-Identifier: AGPL-3.0-or-later
"""The few settings that are needed before Django: where data lives and where to listen."""

from __future__ import annotations

from pathlib import Path

from hearthside.config import env

DATA = env.folder("DATA", Path.cwd() / "var")
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
WORKERS = env.number("WORKERS", 1, least=1, most=32)
