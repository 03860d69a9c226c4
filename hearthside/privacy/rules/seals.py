# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may open a seal. Pure. It takes two people, a written reason, and leaves a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.privacy.models import OpeningState, SealOpening

STEWARD: Final = "steward"
KEEPER: Final = "keeper"

OPEN_FOR: Final = timedelta(hours=24)
"""How long the two can look; then the person is told."""

WAITS_FOR: Final = timedelta(days=7)
"""How long a wish waits for a second person."""

FEWEST_WORDS: Final = 20
"""Characters of a reason. "Because" is none; the person reads it afterwards."""

GONE = Verdict("gone", _("Nobody stands behind this any more: they have left for good."))
NO_SUCH_PAGE = Verdict(
    "no-such-page",
    _("There is no voice without a name at that address, in a space that you look after."),
)
_NOT_HERE = Verdict("not-here", _("There is nothing here by that address."))


@dataclass(frozen=True, slots=True)
class Unsealer:
    """Somebody with a role who takes part: the id they act under, their account, the role."""

    holder_id: UUID
    person_id: UUID
    role: str


def says_enough(reason: str) -> Verdict:
    """Whether a reason can stand."""
    if len(reason) < FEWEST_WORDS:
        return Verdict(
            "say-why",
            _("Please write in a sentence or two what makes this necessary. The person reads it."),
        )
    return ALLOWED


def may_second(by: Unsealer, asked_by: Unsealer, opening: SealOpening, now: datetime) -> Verdict:
    """Whether this person is the second one that it takes: a keeper, and somebody else."""
    if by.role != KEEPER:
        return Verdict("keeper-needed", _("A keeper has to be one of the two."))
    if by.person_id == asked_by.person_id:
        return Verdict("same-person", _("It takes two people. Somebody else has to second this."))
    if opening.asked_by is None:
        return Verdict(
            "asker-gone", _("Whoever asked for this has left. It can be asked for again.")
        )
    if opening.state != OpeningState.ASKED or now > opening.asked_at + WAITS_FOR:
        return Verdict("over", _("This is no longer waiting. It can be asked for again."))
    return ALLOWED


def may_look(by: Unsealer, opening: SealOpening, now: datetime) -> Verdict:
    """Whether this person is one of the two, and may still look."""
    if by.holder_id not in (opening.asked_by, opening.seconded_by):
        return _NOT_HERE
    if opening.state != OpeningState.OPENED or opening.answered_at is None:
        return Verdict("sealed", _("The seal is not open."))
    if now > opening.answered_at + OPEN_FOR:
        return Verdict("closed-again", _("The seal was open for a day, and is closed again."))
    return ALLOWED
