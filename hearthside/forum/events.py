# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others may hear of from the forum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class ThreadOpened(Event):
    """Somebody began a conversation. Not sent when a resent form finds it there already."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class PostWritten(Event):
    """Somebody wrote in a conversation that was there. Not sent for its opening words, nor
    when a resent form finds the post there already."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID
    voice_id: UUID


@dataclass(frozen=True, slots=True)
class WordsGo(Event):
    """The instant has come for some words without a name to go. Sent by appointment only."""

    going_id: UUID


@dataclass(frozen=True, slots=True)
class VoicesPart(Event):
    """The instant has come to forget who was behind some words without a name that stay. Sent by
    appointment only."""

    going_id: UUID


@dataclass(frozen=True, slots=True)
class PostTakenDown(Event):
    """A steward took words out of sight. Not sent when their author took them back."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class WaitChanged(Event):
    """Whether somebody waits may be another now: words were taken back, put back or taken out
    of sight, or a conversation was closed or opened. Not sent when somebody writes."""

    space_id: UUID
    thread_id: UUID


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """Somebody would like an answer to what they wrote, of one person first. Not sent where
    nobody is asked first, nor when somebody hopes for an answer again."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class ClockDue(Event):
    """An appointment with a clock, of a conversation or of a question in one. Sent by the clock
    alone."""

    space_id: UUID
    clock_id: UUID


@dataclass(frozen=True, slots=True)
class LettersGo(Event):
    """The instant has come for the messages of a voice without a name. Sent by appointment only;
    ``leave`` is whether the words go, too."""

    going_id: UUID
    leave: str


@dataclass(frozen=True, slots=True)
class LetterAsked(Event):
    """Somebody asked another to write. Sent also where the asking does not reach anybody, so
    that it takes as long."""

    space_id: UUID
    correspondence_id: UUID


@dataclass(frozen=True, slots=True)
class LetterAccepted(Event):
    """Who was asked to write said yes. Not sent a second time."""

    space_id: UUID
    correspondence_id: UUID


@dataclass(frozen=True, slots=True)
class LetterWritten(Event):
    """Somebody wrote to another, in a correspondence both said yes to. Not sent for the words
    of an asking, nor when a resent form finds the message there already."""

    space_id: UUID
    correspondence_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class PostChanged(Event):
    """What others read of a post is another now: its words, its title, or that it is there.

    Not sent for new posts, nor when a steward took one out of sight.
    """

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class PostFolded(Event):
    """A steward folded a part of a post: others read less of it from now on. Whoever keeps a
    copy of its words takes them anew, from `Post.shown_source`."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class SearchFillDue(Event):
    """Posts that were there before the search have to be taken in. Sent until all are."""


@dataclass(frozen=True, slots=True)
class SearchPurgeDue(Event):
    """Words were erased and have to leave what the search keeps. Sent once for many of them.

    ``beyond`` is the number of the word up to which it was done already.
    """

    asked_at: datetime
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class PostPutBack(Event):
    """A decision was taken back: words are shown again. Not sent when an author restores them."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class PostReactedTo(Event):
    """Somebody reacted to a post for the first time. Not sent for a further reaction of theirs,
    nor when one was taken back. It does not say who, nor which."""

    post_id: UUID
    at: datetime | None = None  # not known of what was owed by an earlier release


@dataclass(frozen=True, slots=True)
class NoteSuggested(Event):
    """A reader suggested a note for somebody's words. Not sent for a note that was suggested
    before. It does not say who."""

    post_id: UUID
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostNoted(Event):
    """A steward changed the notes of somebody else's words. Not sent when their author did."""

    post_id: UUID
    at: datetime | None = None
