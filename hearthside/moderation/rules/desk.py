# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may report, and who may look after what stands on the desk. Pure.

Nothing here limits anybody who was reported: a report is a question to a person (rule 4).
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.moderation.hooks import Reported
from hearthside.moderation.models import Appeal, Decision, File, FileState, Look, Measure
from hearthside.spaces.rules.standing import Standing

REPORTS_PER_PAGE = 25

MOST_CHARACTERS = 2000
"""For the words of a report, a decision, an answer, a note and an appeal alike."""

GONE = Verdict(
    "gone",
    _("These words are gone, so there is nothing to take down. You can decide otherwise."),
)
NOT_HERE = Verdict("not-here", _("There is nothing here by that address."))
OWN_DECISION = Verdict(
    "own-decision",
    _("You decided this. Another steward looks at the appeal, so that it is fair."),
)
NO_PART = Verdict(
    "no-part",
    _("Choose at least one part to fold. Words copied from the text must be exactly as there."),
)


def may_report(standing: Standing, reported: Reported | None) -> Verdict:
    """Whether this member may report these words: from the first minute, whoever wrote them."""
    if not standing.is_member or reported is None:
        return NOT_HERE
    if standing.is_face(reported.face_id):
        return Verdict(
            "own-words", _("These are your own words. You can change them or take them back.")
        )
    return ALLOWED


def may_see(standing: Standing, file: File) -> Verdict:
    """Whether this person may read a file: stewards, but never one about them."""
    if not standing.is_steward or standing.space_id != file.space_id:
        return NOT_HERE
    if standing.is_face(file.about_face):
        return NOT_HERE
    return ALLOWED


def may_claim(standing: Standing, file: File, now: datetime) -> Verdict:
    """Whether this steward may take a file on now. An appeal goes to somebody else."""
    if not (seen := may_see(standing, file)):
        return seen
    if file.state == FileState.DECIDED:
        return _decided()
    if appeals_against(standing, file):
        return OWN_DECISION
    if file.holder_at(now) not in (None, standing.membership_id):
        return Verdict(
            "taken",
            _("Another steward is looking after this one. It is free when they stop."),
        )
    return ALLOWED


def may_release(standing: Standing, file: File) -> Verdict:
    """Whether this steward may give a file back, for another to take on."""
    if not (seen := may_see(standing, file)):
        return seen
    if file.state != FileState.CLAIMED or file.owner_id != standing.membership_id:
        return Verdict("not-yours", _("You are not looking after this one."))
    return ALLOWED


def may_work(standing: Standing, file: File) -> Verdict:
    """Whether this steward may decide on a file, or ask for a second look: only its owner.

    A lock that has lapsed is still the owner's, as long as nobody else has taken it.
    """
    if not (seen := may_see(standing, file)):
        return seen
    if file.state == FileState.DECIDED:
        return _decided()
    if file.owner_id != standing.membership_id:
        return Verdict("not-yours", _("Take this on first, then you can decide."))
    return ALLOWED


def may_give_look(standing: Standing, file: File, look: Look) -> Verdict:
    """Whether this steward may say what they see: any but the one who asks.

    In an appeal it is not the one who decided before either.
    """
    if not (seen := may_see(standing, file)):
        return seen
    if appeals_against(standing, file):
        return OWN_DECISION
    if look.asked_by_id == standing.membership_id:
        return Verdict("own-question", _("You asked for this; another steward looks."))
    if look.given_at is not None:
        return Verdict("given", _("Somebody has given this second look already."))
    return ALLOWED


def says_why(decision: str, words: str) -> Verdict:
    """Whether a decision can stand: nothing is done about somebody's words without a reason."""
    if decision != Decision.NOTHING and not words:
        return Verdict(
            "say-why", _("Please say why in a few words. The person who wrote this reads it.")
        )
    return ALLOWED


def decided_by(standing: Standing, measure: Measure) -> bool:
    """Whether a decision was this steward's own."""
    return measure.decided_by_id is not None and measure.decided_by_id == standing.membership_id


def appeals_against(standing: Standing, file: File) -> bool:
    """Whether a file is an appeal against what this steward decided."""
    return isinstance(file, Appeal) and decided_by(standing, file.measure)


def _decided() -> Verdict:
    return Verdict("decided", _("This has been decided already."))
