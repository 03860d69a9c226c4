# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one queue of the stewards: whatever waits for a person, what is promised soonest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hearthside.core.paging import Page, Window, newest_first
from hearthside.moderation.models import (
    Appeal,
    Covers,
    File,
    Look,
    Measure,
    MeasureState,
    Proposal,
    Report,
)
from hearthside.moderation.rules.clock import KEEPERS_LEARN_AFTER
from hearthside.moderation.rules.desk import REPORTS_PER_PAGE, appeals_against
from hearthside.spaces.models import Space
from hearthside.spaces.queries.people import steward_ids
from hearthside.spaces.rules.standing import KeeperStanding, Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MOST_WAITING_SHOWN = 100
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a steward. Names nobody but stewards."""

    id: UUID
    page: str
    title: _StrOrPromise
    label: str
    since: datetime
    answer_by: datetime
    owner: str = ""
    is_mine: bool = False
    is_late: bool = False

    @property
    def is_held(self) -> bool:
        """Whether somebody works on it at this moment."""
        return bool(self.owner)


@dataclass(frozen=True, slots=True)
class Desk:
    """What stewards see first: what waits, what is promised soonest first, and what was decided."""

    waiting: Sequence[Waiting]
    decided: Page[Report]

    @property
    def late(self) -> int:
        """How many promises have been missed."""
        return sum(row.is_late for row in self.waiting)

    @property
    def longest(self) -> list[Waiting]:
        """Of each label the one that waits longest: nothing starves unseen behind the urgent."""
        first: dict[str, Waiting] = {}
        for row in sorted(self.waiting, key=lambda row: row.since):
            first.setdefault(row.label, row)
        return list(first.values())


def desk_of(standing: Standing, window: Window, now: datetime) -> Desk:
    """Return what a steward may know of. Six queries, however much waits."""
    reports = Report.objects.visible_to(standing).select_related("owner")
    appeals = Appeal.objects.visible_to(standing).select_related("owner", "measure")
    files: list[File] = [*reports.undecided()[:MOST_WAITING_SHOWN]]
    files += appeals.undecided()[:MOST_WAITING_SHOWN]
    rows = [
        *(_file(file, standing, now) for file in files),
        *_looks(standing, files, now),
        *_changed(standing, now),
        *_proposals(standing, now),
    ]
    return Desk(
        waiting=sorted(rows, key=lambda row: (row.answer_by, row.id)),
        decided=newest_first(reports.decided(), "decided_at", window, size=REPORTS_PER_PAGE),
    )


def next_file(standing: Standing, now: datetime) -> Waiting | None:
    """Return what comes next for a steward who has just answered something: nobody's yet, and
    promised soonest."""
    reports = Report.objects.visible_to(standing).select_related("owner").undecided()
    appeals = Appeal.objects.visible_to(standing).select_related("owner").undecided()
    found: list[File] = [*reports[:MOST_WAITING_SHOWN], *appeals[:MOST_WAITING_SHOWN]]
    free = (file for file in found if file.holder_at(now) in (None, standing.membership_id))
    first = min(free, key=lambda file: (file.answer_by, file.id), default=None)
    return _file(first, standing, now) if first else None


def waiting_for(standing: Standing) -> int:
    """Return how many undecided reports and appeals this steward may know of. Two queries."""
    reports, appeals = Report.objects.visible_to(standing), Appeal.objects.visible_to(standing)
    return reports.undecided().count() + appeals.undecided().count()


def spaces_without_a_free_steward(keeper: KeeperStanding, now: datetime) -> list[Space]:
    """Return the kept spaces where something waits that no steward may look at.

    Every steward there is the person a report is about, or decided what an appeal is against,
    or there is none. The keeper learns that something waits, and nothing else of it.
    """
    reports = Report.objects.undecided().order_by().values_list("space_id", "about_face")
    appeals = Appeal.objects.undecided().order_by()
    waiting: set[tuple[UUID, frozenset[UUID | None]]] = {
        (space_id, frozenset({face})) for space_id, face in _kept(reports, keeper).distinct()
    }
    rows = appeals.values_list("space_id", "about_face", "measure__decided_by")
    waiting |= {(space_id, frozenset({a, b})) for space_id, a, b in _kept(rows, keeper)}
    changed = Measure.objects.filter(state=MeasureState.CHANGED).order_by()
    faces = _kept(changed.values_list("space_id", "about_face"), keeper).distinct()
    waiting |= {(space_id, frozenset({face})) for space_id, face in faces}
    stewards = {space_id: set(steward_ids(space_id, now)) for space_id, _not in waiting}
    stuck = {space_id for space_id, but in waiting if not stewards[space_id] - but}
    return list(Space.objects.filter(id__in=stuck).order_by("name", "id"))


def spaces_with_a_late_desk(keeper: KeeperStanding, now: datetime) -> list[Space]:
    """Return the kept spaces where a promise was missed a while ago; nothing else of it."""
    late = now - KEEPERS_LEARN_AFTER
    found: set[UUID] = set()
    reports, appeals = Report.objects.undecided(), Appeal.objects.undecided()
    changed = Measure.objects.filter(state=MeasureState.CHANGED)
    looks = Look.objects.filter(given_at=None, file_id__in=_undecided_ids())
    ending = Proposal.objects.waiting().filter(covers=Covers.MEMBERSHIP, confirmed_as="")
    promised: list[QuerySet[Any, Any]] = [reports, appeals, changed, looks, ending]
    for rows in promised:
        behind = rows.order_by().filter(answer_by__lte=late)
        found |= set(_kept(behind.values_list("space_id", flat=True), keeper))
    return list(Space.objects.filter(id__in=found).order_by("name", "id"))


def _undecided_ids() -> QuerySet[Any, Any]:
    """The ids of all files that wait, as a subquery."""
    reports = Report.objects.undecided().order_by().values("id")
    return reports.union(Appeal.objects.undecided().order_by().values("id"), all=True)


def _kept(rows: Rows, keeper: KeeperStanding) -> Rows:
    if keeper.keeps_installation:
        return rows
    return rows.filter(space__organisation_id__in=keeper.organisation_ids)


def _file(file: File, standing: Standing, now: datetime) -> Waiting:
    holder = file.holder_at(now)
    return Waiting(
        id=file.id,
        page="moderation:report",
        title=_("An appeal against a decision")
        if isinstance(file, Appeal)
        else file.get_concerning_display(),
        label=file.label,
        since=file.made_at,
        answer_by=file.answer_by,
        owner=file.owner.name if holder and file.owner else "",
        is_mine=holder is not None and holder == standing.membership_id,
        is_late=now >= file.answer_by,
    )


def _looks(standing: Standing, files: Iterable[File], now: datetime) -> list[Waiting]:
    ids = [file.id for file in files if not appeals_against(standing, file)]
    asked = Look.objects.filter(file_id__in=ids, given_at=None)
    return [
        Waiting(
            id=look.file_id,
            page="moderation:report",
            title=_("A steward asks for a second look"),
            label="look",
            since=look.asked_at,
            answer_by=look.answer_by,
            is_late=now >= look.answer_by,
        )
        for look in asked.exclude(asked_by=standing.membership_id)
    ]


def _changed(standing: Standing, now: datetime) -> list[Waiting]:
    return [
        Waiting(
            id=measure.id,
            page="moderation:changed",
            title=_("Folded words were changed by their author"),
            label="changed",
            since=(measure.answer_by or now) - timedelta(hours=4),
            answer_by=measure.answer_by or now,
            is_late=measure.answer_by is not None and now >= measure.answer_by,
        )
        for measure in Measure.objects.to_look_at(standing)[:MOST_WAITING_SHOWN]
    ]


def _proposals(standing: Standing, now: datetime) -> list[Waiting]:
    waiting = Proposal.objects.visible_to(standing).waiting()[:MOST_WAITING_SHOWN]
    return [
        Waiting(
            id=proposal.id,
            page="moderation:proposal",
            title=_("A proposal waits for a second person"),
            label="proposal",
            since=proposal.proposed_at,
            answer_by=proposal.answer_by,
            is_late=proposal.is_for_good and now >= proposal.answer_by,
        )
        for proposal in waiting
    ]
