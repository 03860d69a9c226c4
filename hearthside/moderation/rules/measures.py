# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody may do about a decision that touches them. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.moderation.models import Measure, MeasureKind, MeasureState
from hearthside.moderation.rules.desk import NOT_HERE
from hearthside.spaces.rules.standing import Standing

CHANGED_AGAIN = Verdict(
    "changed-again",
    _("These words were changed once more while you were reading. Please read them again."),
)


def may_read(standing: Standing, measure: Measure) -> Verdict:
    """Whether this is about the very member who asks, under whatever face."""
    if standing.is_member and standing.space_id == measure.space_id:
        return ALLOWED if standing.is_face(measure.about_face) else NOT_HERE
    return NOT_HERE


def may_appeal(standing: Standing, measure: Measure, has_appealed: bool) -> Verdict:
    """Whether somebody may ask another steward to look again: once for each decision."""
    if not (mine := may_read(standing, measure)):
        return mine
    if measure.kind == MeasureKind.SPOKEN:
        return Verdict("nothing-done", _("These are words to you; nothing was done."))
    if has_appealed:
        return Verdict("appealed", _("You have asked already. The answer comes here."))
    if measure.state == MeasureState.PUT_BACK:
        return Verdict("put-back", _("This was put back as it was."))
    return ALLOWED


def may_agree(standing: Standing, measure: Measure) -> Verdict:
    """Whether somebody may say that the fold is all right with them."""
    if not (mine := may_read(standing, measure)):
        return mine
    if measure.kind != MeasureKind.FOLDED or measure.state != MeasureState.STANDING:
        return Verdict("nothing-open", _("There is nothing here that waits for your word."))
    return ALLOWED


def is_as_read(read: str, now_there: str) -> Verdict:
    """Whether words are still those that a steward read before deciding, by their marks."""
    return ALLOWED if read == now_there else CHANGED_AGAIN


def may_look_again(standing: Standing, measure: Measure) -> Verdict:
    """Whether this steward may settle a fold whose author has changed the words."""
    if not standing.is_steward or standing.space_id != measure.space_id:
        return NOT_HERE
    if standing.is_face(measure.about_face):
        return NOT_HERE
    if measure.state != MeasureState.CHANGED:
        return Verdict("settled", _("This has been looked at already."))
    return ALLOWED
