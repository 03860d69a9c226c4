# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices asks of those who send them, and of those who know whom a face belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from hearthside.core.hooks import Hook


class Group(StrEnum):
    """What a notice is about, as far as somebody chooses how it reaches them."""

    ANSWERS = "answers"
    """Somebody answered where they speak or follow."""
    WAITING = "waiting"
    """Something waits for them, because they look after others."""
    ROLE = "role"
    """Their place in a space: let in, a role given or ended, words taken out of sight."""
    BELONGING = "belonging"
    """The digest of belonging. No notice is of this group."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Who stands behind a face, as far as something can be sent to them.

    ``face_id`` is a membership's id, or that of a voice without a name, whose membership is
    ``member_id`` then. Never kept, never logged: only the code that sends holds it for a moment.
    """

    face_id: UUID
    person_id: UUID
    member_id: UUID
    space_name: str
    space_slug: str
    path: str
    """The page of this space's notices."""

    @property
    def is_voice(self) -> bool:
        """Whether the face is a voice's without a name."""
        return self.face_id != self.member_id


@dataclass(frozen=True, slots=True)
class Line:
    """Something in a digest: what it is called and where it is. Shown inside the house."""

    words: str
    path: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Belonging:
    """What one domain has to say in a person's digest about one of their faces."""

    face_id: UUID
    answered: Sequence[Line] = field(default_factory=list)
    """Conversations in which somebody answered them, each with how many answers."""
    waiting: Sequence[Line] = field(default_factory=list)
    """Conversations that might need an answer from them."""
    ahead: Sequence[Line] = field(default_factory=list)
    """What is next: meetings, sessions."""


words: Hook[[str, int], str | None] = Hook()
"""What a notice of this kind says when it stands for so many happenings; None if not mine.

The words say that something happened, never what was said, and name nobody."""

group_of: Hook[[str], Group | None] = Hook()
"""Which group a notice of this kind belongs to; None if the kind is not mine.

A kind that nobody claims is of the group ``role``."""

person_behind: Hook[[UUID], Reach | None] = Hook()
"""Who can be reached by something that is told to this face; None if it is not mine, or if
whoever it belongs to is not there any more."""

is_unnamed: Hook[[UUID], bool] = Hook()
"""Whether a face is that of a voice without a name; opens no seal."""

left_out: Hook[[Reach, Collection[UUID]], Collection[UUID]] = Hook()
"""Which of these notices (ids) are not told to this face outside: its own list does not show them
either, or they are about what its reader does not want to meet. They count as told all the same:
a gap would be seen."""

faces_of: Hook[[Collection[UUID]], Sequence[Reach]] = Hook()
"""All the faces of these people at present, in every space. Asked for many people at once."""

digest_parts: Hook[[Sequence[Reach], datetime], Sequence[Belonging]] = Hook()
"""What belongs into the digest of these faces, since an instant.

Whoever answers leaves out what a face does not meet: hidden or left conversations, blocked
people, people who left, what its reader does not want to read. At most three may wait."""

told_in_parts: Hook[[], Collection[str]] = Hook()
"""The kinds of notices whose happenings a domain tells itself, in its `digest_parts`. Where these
are in a digest, such notices are not: it would tell the same twice. All others are."""


@dataclass(frozen=True, slots=True)
class MailedReply:
    """A mail to one of our addresses, as whoever made the address gets it to take in."""

    about: bytes
    """What they had said of it (`replying.address_about`)."""
    marks: Sequence[bytes]
    """What stands for this very mail, blind: by its id, and by its words."""
    forgotten_on: date
    """From when on nothing that is sent to this address is kept."""
    is_late: bool
    sender: str
    """The one address it says it is from; empty where it says none, or several."""
    sender_name: str
    is_vouched_for: bool
    """False where whoever received it says that its sender may be another."""
    text: str
    doubt: str = ""
    """A code where what came may not be what was written: ``spam``, ``unreadable``."""


class Taken(StrEnum):
    """What became of a mail. A code for the log, without a word of what it said."""

    POSTED = "posted"
    KEPT = "kept"
    KNOWN = "known"
    """It, or one with the same words, was here before."""
    FORGED = "forged"
    """It is not from the person whom the address was given to."""
    NOBODY = "nobody"
    """Whom or what it is about is not there any more."""


take_reply: Hook[[MailedReply, datetime], Taken | None] = Hook()
"""Take in a mail to an address that `reply_address` gave; None where it is another's."""

reply_address: Hook[[Reach, str, UUID], str | None] = Hook()
"""An address by which a mail about this kind of notice and this subject can be answered, for
one face; None where it cannot. Asked only for a mail that tells of one thing."""
