# SPDX-License-Identifier: AGPL-3.0-or-later
"""What two people of the demo write to one another: asking, saying yes, writing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from hearthside.config.demo.scene import Scene, Verb
from hearthside.config.demo.script import SPEAKS, Cue
from hearthside.forum.actions._letters import Message
from hearthside.forum.actions.asking import Asking, accept_letters, ask_to_write
from hearthside.forum.actions.letters import note_letters_read, write_letter
from hearthside.forum.models import LetterSide
from hearthside.forum.queries.letters import own_side
from hearthside.notices.actions.notices import mark_all_seen
from hearthside.spaces.rules.standing import Standing

TO: Final = "to "
"""What the board is called on which somebody asks another to write: `to Wren`."""


def _say(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    """Ask the other to write, or write once they said yes. Who writes has read what came."""
    message = Message.said(cue.words, uuid4().hex, language=cue.language)
    if scene.letters_id is None:
        name = scene.talk.board.removeprefix(TO)
        asking = Asking(by.member_id, scene.room.members[name].id, message, name)
        scene.letters_id = ask_to_write(by=by, asking=asking, now=now).correspondence_id
        return
    _read(scene, cue, by, now)
    write_letter(by=by, side=_side(scene, by), message=message, now=now)


def _say_yes(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    accept_letters(by=by, side=_side(scene, by), now=now)
    _read(scene, cue, by, now)


def _read(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    side = _side(scene, by)
    note_letters_read(by=by, side=side, number=side.correspondence.said, now=now)
    mark_all_seen(recipient_id=by.member_id, until=now, now=now)


def _side(scene: Scene, by: Standing) -> LetterSide:
    assert scene.letters_id is not None
    side = own_side(by, scene.letters_id)
    assert side is not None
    return side


VERBS: Final[Mapping[str, Verb]] = {SPEAKS: _say, "says yes": _say_yes, "reads": _read}
