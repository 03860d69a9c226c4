# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people of the demo do in a conversation: each verb of the play is one action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final
from uuid import uuid4

from hearthside.config.demo import letters
from hearthside.config.demo.scene import Scene, Verb
from hearthside.config.demo.script import SPEAKS, Cue
from hearthside.forum.actions._questions import ReplyLinks
from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.helping import say_what_about
from hearthside.forum.actions.notes import suggest_note
from hearthside.forum.actions.places import follow_thread
from hearthside.forum.actions.posts import change_post, withdraw_post, write_post
from hearthside.forum.actions.reactions import give_reaction
from hearthside.forum.actions.threads import (
    Opening,
    close_thread,
    move_thread,
    open_thread,
    pin_thread,
)
from hearthside.forum.models import Reaction, ThreadKind
from hearthside.forum.rules.notes import written_notes
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning
from hearthside.notices.actions.notices import mark_all_seen
from hearthside.spaces.actions.stewarding import look_at_member
from hearthside.spaces.rules.standing import Standing

ASKS: Final = "asks"


def perform(scene: Scene, cue: Cue, now: datetime) -> None:
    """Let somebody do what their cue says."""
    by = scene.room.standing(cue.who, now)
    verbs = letters.VERBS if scene.talk.board.startswith(letters.TO) else VERBS
    verbs[cue.verb](scene, cue, by, now)


def _say(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    """Begin the conversation, or answer in it, or ask. Who writes has seen what they were told."""
    words = Words.said(cue.words, cue.language, uuid4().hex).about(written_notes(cue.notes))
    words = words.without_a_name() if cue.unnamed else words
    if scene.begun is None:
        kind = ThreadKind.CONVERSATION
        if scene.talk.is_announcement:
            kind = ThreadKind.ANNOUNCEMENT
        opening = Opening(words, scene.talk.title, kind, scene.talk.wants)
        board = scene.room.boards[scene.talk.board]
        scene.begun = open_thread(by=by, board=board, opening=opening, now=now)
        scene.last_by[cue.who] = scene.begun.posts.get()
    else:
        asked = scene.last_by.get(cue.about) if cue.verb == ASKS else None
        links = ReplyLinks(asks=cue.verb == ASKS, of=asked.id if asked else None)
        scene.last_by[cue.who] = write_post(
            by=by, thread=scene.begun, words=words, now=now, links=links
        )
    mark_all_seen(recipient_id=by.member_id, until=now, now=now)


def _change(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    words = Words.said(cue.words, cue.language, uuid4().hex)
    change_post(by=by, post=scene.last_by[cue.who], words=words, now=now)


def _take_back(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    withdraw_post(by=by, post=scene.last_by[cue.who], now=now)


def _report(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    post = scene.last_by[cue.about]
    reporting = Reporting("post", post.id, Concerning.PRIVATE, cue.words)
    make_report(by=by, about=reporting, now=now)


def _follow(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    follow_thread(by=by, thread=scene.thread, now=now)


def _begin_to_write(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    keep_draft(by=by, unsent=Unsent(cue.words, f"thread:{scene.thread.id}"), now=now)


def _pin(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    pin_thread(by=by, thread=scene.thread, now=now)


def _close(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    close_thread(by=by, thread=scene.thread, reason=cue.words, now=now)


def _move(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    move_thread(by=by, thread=scene.thread, board=scene.room.boards[cue.about], now=now)


def _give(kind: str, scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    give_reaction(by=by, post=scene.last_by[cue.about], kind=kind, now=now)


def _suggest(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    suggest_note(by=by, post=scene.last_by[cue.about], note=cue.words, now=now)


def _look_at(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    look_at_member(by=by, member=scene.room.members[cue.about], now=now)


def _say_what_about(scene: Scene, cue: Cue, by: Standing, now: datetime) -> None:
    say_what_about(by=by, thread=scene.thread, words={cue.about}, now=now)


VERBS: Final[Mapping[str, Verb]] = {
    SPEAKS: _say,
    ASKS: _say,
    "is about": _say_what_about,
    "changes": _change,
    "takes back": _take_back,
    "reports": _report,
    "follows": _follow,
    "begins to write": _begin_to_write,
    "pins": _pin,
    "closes": _close,
    "moves to": _move,
    "looks at": _look_at,
    "suggests": _suggest,
    **{f"gives {kind}": partial(_give, kind) for kind in Reaction.values},
}
