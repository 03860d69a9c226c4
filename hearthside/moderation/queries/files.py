# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files as their readers see them: a member's own reports, and one file for stewards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.shortcuts import get_object_or_404

from hearthside.core.paging import Page, Window, newest_first
from hearthside.moderation.hooks import Reported
from hearthside.moderation.models import Appeal, File, Look, Note, Proposal, Report
from hearthside.moderation.queries.content import content_of
from hearthside.moderation.rules.desk import REPORTS_PER_PAGE
from hearthside.spaces.rules.standing import Standing

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """One file with all that lies in it."""

    file: File
    report: Report | None
    reported: Reported | None
    notes: Sequence[Note]
    looks: Sequence[Look]
    proposals: Sequence[Proposal] = field(default_factory=list)
    others: Sequence[Report] = field(default_factory=list)

    @property
    def appeal(self) -> Appeal | None:
        """The file as an appeal, where it is one."""
        return self.file if isinstance(self.file, Appeal) else None


def file_for(standing: Standing, file_id: UUID) -> File:
    """Return the report or appeal with this id that this steward may know of.

    Raises:
        Http404: there is none.
    """
    people = ("owner",)
    reports = Report.objects.visible_to(standing).select_related("about", "reporter", *people)
    if found := reports.filter(id=file_id).first():
        return found
    appeals = Appeal.objects.visible_to(standing).select_related(
        "measure__report", "measure__decided_by", *people
    )
    return get_object_or_404(appeals, id=file_id)


def opened(standing: Standing, file: File) -> Opened:
    """Return a file with the words it is about, its notes, looks, and what hangs from it."""
    report = file if isinstance(file, Report) else file.measure.report
    source = file if isinstance(file, Report) else file.measure
    reported = None
    if source.content_id is not None:
        reported = content_of(source.content_kind, source.content_id, file.space_id)
    notes = Note.objects.filter(file_id=file.id).select_related("by")
    looks = Look.objects.filter(file_id=file.id).select_related("asked_by", "given_by")
    return Opened(
        file=file,
        report=report,
        reported=reported,
        notes=list(notes.order_by("written_at", "id")),
        looks=list(looks.order_by("asked_at", "id")),
        proposals=_proposals(standing, file),
        others=others_about_the_same(standing, file) if isinstance(file, Report) else [],
    )


def own_reports(standing: Standing, window: Window) -> Page[Report]:
    """Return one page of what a member has reported, newest first."""
    return newest_first(Report.objects.made_by(standing), "made_at", window, size=REPORTS_PER_PAGE)


def undecided_by(standing: Standing, kind: str, content_id: UUID) -> Report | None:
    """Return the report this member made of these words, as long as it is undecided."""
    own = Report.objects.made_by(standing).undecided()
    return own.filter(content_kind=kind, content_id=content_id).first()


def others_about_the_same(standing: Standing, report: Report) -> list[Report]:
    """Return the other reports of the same words that this steward may know of."""
    same = Report.objects.visible_to(standing).filter(
        content_kind=report.content_kind, content_id=report.content_id
    )
    return list(same.exclude(id=report.id).order_by("made_at", "id")[:MOST_SHOWN])


def look_for(standing: Standing, look_id: UUID) -> Look:
    """Return a second look of a file that this steward may know of.

    Raises:
        Http404: there is none.
    """
    look = get_object_or_404(Look.objects.filter(space_id=standing.space_id), id=look_id)
    file_for(standing, look.file_id)
    return look


def _proposals(standing: Standing, file: File) -> list[Proposal]:
    about = Proposal.objects.visible_to(standing).filter(about_face=file.about_face)
    if file.about_face is None:
        return []
    return list(about.order_by("-proposed_at", "id")[:MOST_SHOWN])
