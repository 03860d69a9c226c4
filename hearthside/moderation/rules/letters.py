# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that go with a decision to the person it is about. Versioned, and read over by
people with lived experience and by clinicians (safety rule 33). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from hearthside.moderation.models import LetterReview, MeasureKind, Reader

LETTER_VERSION: Final = 1
"""Raised whenever these words change in meaning: they are then read over again. A test holds
the words to the version."""

READ_AGAIN_AFTER: Final = timedelta(days=365)
"""Words to people on a hard day are read over every year (safety rule 33)."""


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """What stands around a steward's own words: what happened, and what can be done now."""

    title: str
    opening: str
    can_do: str
    closing: str


def letter_for(kind: str) -> CoverLetter:
    """Return the words for one kind of decision, in the language of the reader."""
    title, opening, can_do = _WORDS[MeasureKind(kind)]()
    return CoverLetter(title, opening, can_do, _closing())


def all_letters() -> list[CoverLetter]:
    """Return every letter, to read over."""
    return [letter_for(kind) for kind in MeasureKind.values]


def missing_readers(reviews: Iterable[LetterReview], now: datetime) -> list[Reader]:
    """Return as whom nobody has read this version over within the year."""
    lately = {
        review.read_as
        for review in reviews
        if review.version == LETTER_VERSION and now < review.reviewed_at + READ_AGAIN_AFTER
    }
    return [reader for reader in Reader if reader.value not in lately]


def _folded() -> tuple[str, str, str]:
    return (
        _("A part of your words is folded for others"),
        _(
            "It is good that you wrote, and you are welcome here with it. One part describes "
            "something so closely that it could put another reader in danger. Others now read "
            "your words without that part. You see all of them, and nothing marks you."
        ),
        _(
            "You can change your words, agree to leave them like this, or ask another steward "
            "to look again."
        ),
    )


def _taken_down() -> tuple[str, str, str]:
    return (
        _("Your words are not shown to others now"),
        _(
            "A steward has taken these words out of sight. They are kept here for you, whole. "
            "You are a member as before."
        ),
        _("You can write again in other words, or ask another steward to look again."),
    )


def _spoken() -> tuple[str, str, str]:
    return (
        _("A steward writes to you about your words"),
        _("A steward has read your words and would like to tell you something. Nothing was done."),
        _("You can leave your words as they are, change them, or take them back."),
    )


def _restricted() -> tuple[str, str, str]:
    return (
        _("Something rests for you here for a while"),
        _(
            "You are still a member. One thing rests until the day below, and then comes back by "
            "itself. A person decided this, and a person can take it back."
        ),
        _(
            "All else stays open: reading, your notices, getting help, your own words and plan, "
            "writing to a steward, taking your data along, and leaving. You can ask another "
            "steward to look again."
        ),
    )


def _closing() -> str:
    return _(
        "This is about words and what is agreed here, never about how you feel. If this is a "
        "hard moment, you can talk to somebody now."
    )


_WORDS: Final = {
    MeasureKind.FOLDED: _folded,
    MeasureKind.TAKEN_DOWN: _taken_down,
    MeasureKind.SPOKEN: _spoken,
    MeasureKind.RESTRICTED: _restricted,
}
