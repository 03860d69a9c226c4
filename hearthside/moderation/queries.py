# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports as their readers see them, and the words they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.paging import Page, Window, newest_first
from hearthside.moderation import hooks
from hearthside.moderation.hooks import Reported
from hearthside.moderation.models import Report
from hearthside.moderation.rules import REPORTS_PER_PAGE
from hearthside.spaces.models import Apart, Distance, Space
from hearthside.spaces.queries import steward_ids
from hearthside.spaces.rules import KeeperStanding, Standing

MOST_WAITING_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Desk:
    """What stewards see first: what waits, longest first, and what was decided."""

    waiting: Sequence[Report]
    decided: Page[Report]


def content_of(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Return what was reported, or None where nobody knows of it (any more)."""
    answers = hooks.content.ask(kind, content_id, space_id)
    return next((found for found in answers if found is not None), None)


def desk_of(standing: Standing, window: Window) -> Desk:
    """Return the reports a steward may know of. Two queries; names only who looks after them."""
    reports = Report.objects.visible_to(standing).select_related("owner")
    return Desk(
        waiting=list(reports.undecided()[:MOST_WAITING_SHOWN]),
        decided=newest_first(reports.decided(), "decided_at", window, size=REPORTS_PER_PAGE),
    )


def own_reports(standing: Standing, window: Window) -> Page[Report]:
    """Return one page of what a member has reported, newest first."""
    return newest_first(Report.objects.made_by(standing), "made_at", window, size=REPORTS_PER_PAGE)


def undecided_by(standing: Standing, kind: str, content_id: UUID) -> Report | None:
    """Return the report this member made of these words, as long as it is undecided."""
    own = Report.objects.made_by(standing).undecided()
    return own.filter(content_kind=kind, content_id=content_id).first()


def is_hidden_by_author(standing: Standing, reported: Reported) -> bool:
    """Whether the author keeps this member away; to them these words are not there."""
    walls = Apart.objects.filter(by=reported.author_id, other=standing.membership_id)
    return reported.author_id is not None and walls.filter(distance=Distance.BLOCK).exists()


def others_about_the_same(standing: Standing, report: Report) -> list[Report]:
    """Return the other reports of the same words that this steward may know of."""
    same = Report.objects.visible_to(standing).filter(
        content_kind=report.content_kind, content_id=report.content_id
    )
    return list(same.exclude(id=report.id).order_by("made_at", "id")[:MOST_WAITING_SHOWN])


def waiting_for(standing: Standing) -> int:
    """Return how many undecided reports this steward may know of."""
    return Report.objects.visible_to(standing).undecided().count()


def spaces_without_a_free_steward(keeper: KeeperStanding, now: datetime) -> list[Space]:
    """Return the kept spaces where a report waits that no steward may look at.

    Every steward there is the person the report is about, or there is none. The keeper
    learns that a report waits, and nothing else of it.
    """
    kept = Report.objects.undecided().order_by()
    if not keeper.keeps_installation:
        kept = kept.filter(space__organisation_id__in=keeper.organisation_ids)
    waiting = set(kept.values_list("space_id", "about_id").distinct())
    stewards = {space_id: set(steward_ids(space_id, now)) for space_id, _ in waiting}
    stuck = {space_id for space_id, about_id in waiting if not stewards[space_id] - {about_id}}
    return list(Space.objects.filter(id__in=stuck).order_by("name", "id"))


def reports_made(membership_ids: Sequence[UUID]) -> list[dict[str, object]]:
    """Return what these memberships reported, as plain rows for an export."""
    made = Report.objects.filter(reporter_id__in=membership_ids).select_related("space")
    return [
        {
            "space": report.space.name,
            "made_at": report.made_at,
            "path": report.path,
            "concerning": str(report.get_concerning_display()),
            "words": report.words,
            "state": str(report.get_state_display()),
            "decision": str(report.get_decision_display()),
            "answer": report.answer,
        }
        for report in made.order_by("made_at", "id")
    ]


def decisions_about(membership_ids: Sequence[UUID]) -> list[dict[str, object]]:
    """Return what was decided on words of these memberships, as plain rows for an export.

    Without the report itself: its time, its words and what it was about would lead to
    the person who made it.
    """
    decided = Report.objects.decided().filter(about_id__in=membership_ids)
    return [
        {
            "space": report.space.name,
            "decided_on": report.decided_at.date() if report.decided_at else None,
            "path": report.path,
            "decision": str(report.get_decision_display()),
            "reason": report.decision_words,
        }
        for report in decided.select_related("space")
    ]
