# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may report, and who may look after a report. Pure.

Nothing here limits anybody who was reported: a report is a question to a person (rule 4).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.moderation.hooks import Reported
from hearthside.moderation.models import Decision, Report, ReportState
from hearthside.spaces.rules import Standing

REPORTS_PER_PAGE = 25

MOST_CHARACTERS = 2000
"""For the words of a report, of a decision and of an answer alike."""

TAKE_OVER_AFTER = timedelta(hours=24)
"""A report rests this long in one steward's hands before another may take it on."""

GONE = Verdict(
    "gone",
    _("These words are gone, so there is nothing to take down. You can decide otherwise."),
)
_NOT_HERE = Verdict("not-here", _("There is nothing here by that address."))


def may_report(standing: Standing, reported: Reported | None) -> Verdict:
    """Whether this member may report these words: from the first minute, whoever wrote them."""
    if not standing.is_member or reported is None:
        return _NOT_HERE
    if reported.author_id == standing.membership_id:
        return Verdict(
            "own-words", _("These are your own words. You can change them or take them back.")
        )
    return ALLOWED


def may_see(standing: Standing, report: Report) -> Verdict:
    """Whether this person may read the file of a report: stewards, but never one about them."""
    if not standing.is_steward or standing.space_id != report.space_id:
        return _NOT_HERE
    if report.about_id == standing.membership_id:
        return _NOT_HERE
    return ALLOWED


def may_claim(standing: Standing, report: Report, now: datetime) -> Verdict:
    """Whether this steward may take a report on now."""
    if not (seen := may_see(standing, report)):
        return seen
    if report.state == ReportState.DECIDED:
        return _decided()
    if is_with_another(standing, report, now):
        return Verdict(
            "taken",
            _("Another steward looks after this one. After a day you can take it over."),
        )
    return ALLOWED


def may_release(standing: Standing, report: Report) -> Verdict:
    """Whether this steward may give a report back, for another to take on."""
    if not (seen := may_see(standing, report)):
        return seen
    if report.state != ReportState.CLAIMED or report.owner_id != standing.membership_id:
        return Verdict("not-yours", _("You are not looking after this one."))
    return ALLOWED


def may_decide(standing: Standing, report: Report) -> Verdict:
    """Whether this steward may decide on a report: only who has taken it on."""
    if not (seen := may_see(standing, report)):
        return seen
    if report.state == ReportState.DECIDED:
        return _decided()
    if report.owner_id != standing.membership_id:
        return Verdict("not-yours", _("Take this report on first, then you can decide."))
    return ALLOWED


def says_why(decision: str, words: str) -> Verdict:
    """Whether a decision can stand: words are never taken away without a reason."""
    if decision == Decision.TAKEN_DOWN and not words:
        return Verdict(
            "say-why", _("Please say why in a few words. The person who wrote this reads it.")
        )
    return ALLOWED


def is_with_another(standing: Standing, report: Report, now: datetime) -> bool:
    """Whether somebody else took a report on less than a day ago."""
    if report.owner_id in (None, standing.membership_id) or report.claimed_at is None:
        return False
    return now < report.claimed_at + TAKE_OVER_AFTER


def _decided() -> Verdict:
    return Verdict("decided", _("This report has been decided on already."))
