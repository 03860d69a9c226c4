# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation hears of and answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.moderation.actions.desk import forget_file
from hearthside.moderation.actions.lateness import note_late
from hearthside.moderation.actions.leaving import forget_on_desk
from hearthside.moderation.actions.proposals import end_wait
from hearthside.moderation.events import (
    DeskAsks,
    FileKeptLongEnough,
    MeasureTaken,
    PromiseDue,
    ProposalDue,
    ReportDecided,
    ReportMade,
)
from hearthside.moderation.models import Decision, Measure, OutsidePerson, Report
from hearthside.moderation.queries.desk import (
    spaces_with_a_late_desk,
    spaces_without_a_free_steward,
    waiting_for,
)
from hearthside.moderation.queries.export import exported
from hearthside.moderation.queries.own import measures_about, outside_person_of, resting_for
from hearthside.moderation.queries.proposals import waiting_for_a_keeper, who_ended
from hearthside.moderation.rules.clock import KEEP_FILES
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import Group, group_of, words
from hearthside.privacy.hooks import (
    Kept,
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
    kept_how_long,
    reason_words,
    stays_behind,
)
from hearthside.spaces.hooks import ended_by, restrictions
from hearthside.spaces.http import KeeperRequest, MemberRequest
from hearthside.spaces.models import Membership, Organisation, Space
from hearthside.spaces.queries.faces import other_faces
from hearthside.spaces.queries.own import membership_ids
from hearthside.spaces.queries.people import steward_ids

REPORT_NEW = "report-new"
REPORT_DECIDED = "report-decided"
DESK_ASKS = "desk-asks"
DESK_LATE = "desk-late"
DECIDED_ABOUT = "decided-about-you"

claims(
    "moderation.Appeal",
    "moderation.Look",
    "moderation.Measure",
    "moderation.Note",
    "moderation.Proposal",
    "moderation.Report",
)


@after(ReportMade)
def tell_the_stewards(event: ReportMade) -> None:
    """Every steward learns that a report waits; never one it is about by name.

    Of words without a name all are told, also whoever wrote them: a missing notice would
    name them.
    """
    report = Report.objects.filter(id=event.report_id).first()
    if report is not None:
        but = {report.about_face, report.reporter_id}
        _tell_stewards(event.space_id, REPORT_NEW, but, event.made_at)


@after(DeskAsks)
def tell_the_other_stewards(event: DeskAsks) -> None:
    """The stewards learn that something on their desk asks for one of them."""
    _tell_stewards(event.space_id, DESK_ASKS, {event.about_face, event.but}, event.at)


@after(ReportDecided)
def tell_the_reporter(event: ReportDecided) -> None:
    """Who reported learns that it was decided; nothing about the other person."""
    report = Report.objects.select_related("space").filter(id=event.report_id).first()
    me = (report.reporter_id or report.reporter_face) if report is not None else None
    if report is None or me is None:
        return
    path = reverse("moderation:mine", args=[report.space.slug])
    notify(telling=Telling(report.space_id, me, REPORT_DECIDED, me, path), now=event.decided_at)


@after(MeasureTaken)
def tell_whom_it_is_about(event: MeasureTaken) -> None:
    """Who a decision is about learns of it, with the way to the whole of it."""
    measure = Measure.objects.select_related("space").filter(id=event.measure_id).first()
    if measure is None or measure.about_face is None:
        return
    path = reverse("moderation:measure", args=[measure.space.slug, measure.id])
    telling = Telling(event.space_id, measure.about_face, DECIDED_ABOUT, measure.id, path)
    notify(telling=telling, now=event.at)


@after(PromiseDue)
def tell_that_it_is_late(event: PromiseDue) -> None:
    """A promise was missed: an entry, and all stewards learn of it. Keepers see it later."""
    late = note_late(thing_id=event.file_id, now=clock.now())
    if late is not None:
        _tell_stewards(event.space_id, DESK_LATE, {late.about_face}, event.due_at)


@after(ProposalDue)
def end_the_wait(event: ProposalDue) -> None:
    """The wait of a proposal is over."""
    end_wait(proposal_id=event.proposal_id, now=clock.now())


@after(FileKeptLongEnough)
def let_go_of_a_file(event: FileKeptLongEnough) -> None:
    """The words of a file decided a year ago go."""
    forget_file(file_id=event.file_id, now=clock.now())


@restrictions.answer
def what_rests(space_id: UUID, faces: Collection[UUID], now: datetime) -> Collection[str]:
    """What rests for somebody here, whichever of their faces it was decided about."""
    return resting_for(space_id, faces, now)


@words.answer
def words_of_notices(kind: str, times: int) -> str | None:
    """What the notices of the desk say. They name nobody and nothing."""
    if kind == REPORT_NEW:
        return ngettext(
            "A report waits for a steward.", "%(times)d reports wait for a steward.", times
        ) % {"times": times}
    if kind == REPORT_DECIDED:
        return ngettext(
            "A steward has answered your report.",
            "A steward has answered %(times)d of your reports.",
            times,
        ) % {"times": times}
    return {
        DESK_ASKS: _("Something on the stewards' desk asks for you."),
        DESK_LATE: _("Somebody has waited longer on the stewards' desk than was promised."),
        DECIDED_ABOUT: _("A steward has written to you. Here it is, and what you can do."),
    }.get(kind)


@group_of.answer
def group_of_notices(kind: str) -> Group | None:
    """A report waits for whoever looks after the space; its outcome concerns who made it."""
    waits = dict.fromkeys((REPORT_NEW, DESK_ASKS, DESK_LATE), Group.WAITING)
    return {**waits, REPORT_DECIDED: Group.ROLE, DECIDED_ABOUT: Group.ROLE}.get(kind)


@kept_how_long.answer
def kept_on_the_desk() -> list[Kept]:
    """How long the files of the desk are kept."""
    days = KEEP_FILES.days
    until = ngettext("%(days)d day after it", "%(days)d days after it", days) % {"days": days}
    return [Kept(_("The words of a report, a decision and an appeal"), until, clock="desk-files")]


@stays_behind.answer
def what_stays_on_the_desk() -> list[Kept]:
    """What is still on the desk of somebody who left."""
    days = KEEP_FILES.days
    until = ngettext("%(days)d day after it", "%(days)d days after it", days) % {"days": days}
    return [Kept(_("Files of the stewards’ desk, without your name or their words to you"), until)]


@reason_words.answer
def words_of_reasons(kind: str) -> str | None:
    """The kinds of reason that a decision leaves in the ledger."""
    return {f"report.{value}": str(label) for value, label in Decision.choices}.get(kind)


@slot("spaces.settings").answer
def link_to_reports(request: object) -> SafeString:
    """Where stewards find the desk, and how many files wait."""
    return _at_desk(request, "moderation/_settings_link.html")


@slot("spaces.desk").answer
def reports_that_wait(request: object) -> SafeString:
    """How many files wait, for a steward who comes in."""
    return _at_desk(request, "moderation/_desk_link.html")


@slot("spaces.my_membership").answer
def link_to_own_reports(request: object) -> SafeString:
    """Where a member finds what they reported, and what was decided about them."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"space": asked.space, "decided": bool(measures_about(asked.standing)[:1])}
    return render_to_string("moderation/_own_reports_link.html", context)


ended_by.answer(who_ended)


@slot("spaces.staff_page").answer
def ways_with_a_member(member: object) -> SafeString:
    """Where a steward proposes a restriction, or the end of a membership."""
    assert isinstance(member, Membership)
    return render_to_string("moderation/_member_proposal.html", {"member": member})


@slot("keep.home").answer
def what_keepers_see(request: object) -> SafeString:
    """Tell a keeper where a desk is stuck or late, and where a second person is needed."""
    asked: KeeperRequest = request  # type: ignore[assignment]  # a slot takes any object
    now = clock.now()
    context = {
        "stuck": spaces_without_a_free_steward(asked.keeper, now),
        "late": spaces_with_a_late_desk(asked.keeper, now),
        "proposals": waiting_for_a_keeper(asked.keeper, now),
    }
    return render_to_string("moderation/_keep_home.html", context)


@slot("keep.organisation").answer
def outside_the_team(organisation: object) -> SafeString:
    """Who outside the team takes complaints, and the numbers of each space."""
    assert isinstance(organisation, Organisation)
    context = {
        "organisation": organisation,
        "outside": OutsidePerson.objects.filter(organisation=organisation).first(),
        "spaces": list(Space.objects.filter(organisation=organisation).order_by("name", "id")),
    }
    return render_to_string("moderation/_keep_organisation.html", context)


@slot("spaces.outside").answer
def complaints_about(space: object) -> SafeString:
    """For who is no member (any more): who outside the team hears complaints about a space."""
    assert isinstance(space, Space)
    return render_to_string("moderation/_outside.html", {"outside": outside_person_of(space)})


@export_of.answer
def own_part_of_the_desk(subject: Subject) -> list[Part]:
    """What somebody reported, what was decided about them, their appeals and their notes."""
    ids = membership_ids(subject)
    return exported(ids, _faces(ids))


@erase.answer
def erase_from_reports(subject: Subject, leave: Leave, now: datetime) -> None:
    """Take somebody out of everything on the desk, as a reporter, an author and a steward.

    What is about their voices without a name goes with each voice, when its instant has come:
    all at once, a steward would see whose they were.
    """
    ids = membership_ids(subject)
    may_return = subject.membership_id is not None
    forget_on_desk(membership_ids=ids, faces=ids, leave=leave, now=now, may_return=may_return)


def _faces(ids: Sequence[UUID]) -> list[UUID]:
    """These memberships, and the voices they speak with without their name."""
    return [*ids, *(voice for voices in other_faces(ids).values() for voice in voices)]


def _at_desk(request: object, template: str) -> SafeString:
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"space": asked.space, "waiting": waiting_for(asked.standing)}
    return render_to_string(template, context)


def _tell_stewards(space_id: UUID, kind: str, but: Collection[UUID | None], now: datetime) -> None:
    space = Space.objects.filter(id=space_id).first()
    if space is None:
        return
    path = reverse("moderation:reports", args=[space.slug])
    for steward_id in steward_ids(space_id, now):
        if steward_id not in but:
            notify(telling=Telling(space_id, steward_id, kind, space_id, path), now=now)
