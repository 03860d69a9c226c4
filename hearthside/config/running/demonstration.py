# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made-up community: added where nobody is yet, and never beside real people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings

from hearthside.core.verdicts import Refused

MARK = "demo"
"""A file in the data folder: this is a demonstration. It holds how to sign in, as text."""


def add_demo(say: Callable[[str], None], now: datetime) -> None:
    """Play the demo where nobody is yet. Leave every other place as it is."""
    if (Path(settings.DATA) / MARK).exists():
        return
    try:
        import_module("hearthside.config.demo.play").play_demo(now=now, tell=say)
    except Refused as refused:
        say(str(refused.verdict.reason))
