# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made-up community: added where nobody is yet, and never beside real people.

`hearthside.config.demo.play` holds what is played: ``play_demo(*, now, say)`` leaves the
mark behind, with how to sign in; ``grow_demo(*, people, threads, now, step)`` adds more and
calls ``step(1)`` for each.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.conf import settings

from hearthside.people.models import Person

MARK = "demo"
"""A file in the data folder: this is a demonstration. It holds how to sign in, as text."""

_PLAY = "hearthside.config.demo.play"


class NoDemo(Exception):
    """There is no made-up community to play, or it may not be played here. Says why."""


def add_demo(say: Callable[[str], None], now: datetime) -> None:
    """Play the demo where nobody is yet. Leave every other place as it is."""
    if (Path(settings.DATA) / MARK).exists():
        return
    try:
        the_play().play_demo(now=now, say=say)
    except NoDemo as error:
        say(str(error))


def the_play() -> ModuleType:
    """Return the module that plays the demo.

    Raises:
        NoDemo: real people are here, or this release brings none.
    """
    if Person.objects.filter(demo=False).exists():
        raise NoDemo("Real people have accounts here, so no made-up people were added.")
    if find_spec(_PLAY) is None:
        raise NoDemo("This release brings no made-up community.")
    return import_module(_PLAY)
