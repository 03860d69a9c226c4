# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that the verbs of messages share, each inside its caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.forum.models import Correspondence, Letter, LetterSide, LetterState
from hearthside.forum.rules.letters import to_the_minute
from hearthside.spaces.queries.people import steward_ids
from hearthside.spaces.rules.standing import Standing, may_contact


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody sends: the words and their language, the form's one-time key, and the draft
    it began with."""

    words: str
    once: str
    begun: str = ""
    language: str = ""

    @classmethod
    def said(cls, words: str, once: str, begun: str = "", language: str = "") -> Message:
        """Tidy the words."""
        return cls(tidy(words), once, begun, language)


def require_contact(by: Standing, other: UUID, now: datetime) -> None:
    """Refuse where writing to this face rests for somebody; to a steward it never does.

    Asked only of who has something resting: nobody else can tell anything from it.
    """
    if by.restrictions:
        is_steward = other in steward_ids(by.space_id, now)
        may_contact(by, other, is_steward=is_steward).require()


def held(side: LetterSide) -> LetterSide:
    """Read one's side again and hold the correspondence until the transaction ends."""
    correspondence = locked(side.correspondence)
    side = locked(side)
    side.correspondence = correspondence
    return side


def add_letter(side: LetterSide, message: Message, now: datetime) -> Letter:
    """Put words behind the last ones. Whoever had read all before has read them, too."""
    correspondence, at = side.correspondence, to_the_minute(now)
    number = correspondence.said + 1
    letter = Letter.objects.create(
        space_id=side.space_id,
        correspondence=correspondence,
        side=side,
        number=number,
        words=message.words,
        language=message.language,
        written_at=at,
        once=message.once,
    )
    correspondence.said = number
    correspondence.last_at = max(at, correspondence.last_at)
    correspondence.save(update_fields=["said", "last_at"])
    if side.read_to == number - 1:
        side.read_to = number
        side.save(update_fields=["read_to"])
    return letter


def close(correspondence: Correspondence, now: datetime) -> None:
    """End it, as of this day."""
    correspondence.state, correspondence.ended_on = LetterState.ENDED, now.date()
    correspondence.save(update_fields=["state", "ended_on"])
