# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation of the demo while it is played, in a thread or between two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hearthside.config.demo.script import Cue, Talk
from hearthside.config.demo.stage import Room
from hearthside.forum.models import Post, Thread
from hearthside.spaces.rules.standing import Standing


@dataclass(slots=True)
class Scene:
    """One conversation while it is played: the thread, and the last words of each."""

    room: Room
    talk: Talk
    begun: Thread | None = None
    last_by: dict[str, Post] = field(default_factory=dict)
    letters_id: UUID | None = None
    """What two people write to one another, where the scene is between the two."""

    @property
    def thread(self) -> Thread:
        """The conversation, which has begun."""
        assert self.begun is not None
        return self.begun


Verb = Callable[[Scene, Cue, Standing, datetime], None]
