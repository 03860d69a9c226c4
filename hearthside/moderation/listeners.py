# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation hears of and answers."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.moderation.actions.leaving import forget_in_reports
from hearthside.moderation.events import ReportDecided, ReportMade
from hearthside.moderation.models import Decision, Report
from hearthside.moderation.queries import (
    decisions_about,
    reports_made,
    spaces_without_a_free_steward,
    waiting_for,
)
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import words
from hearthside.privacy.hooks import (
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
    reason_words,
)
from hearthside.spaces.http import KeeperRequest, MemberRequest
from hearthside.spaces.queries import membership_ids, steward_ids

REPORT_NEW = "report-new"
REPORT_DECIDED = "report-decided"

claims("moderation.Report")


@after(ReportMade)
def tell_the_stewards(event: ReportMade) -> None:
    """Every steward learns that a report waits; never the one it is about."""
    report = Report.objects.select_related("space").filter(id=event.report_id).first()
    if report is None:
        return
    path = reverse("moderation:reports", args=[report.space.slug])
    for steward_id in steward_ids(report.space_id, clock.now()):
        if steward_id not in (report.about_id, report.reporter_id):
            telling = Telling(report.space_id, steward_id, REPORT_NEW, report.space_id, path)
            notify(telling=telling, now=event.made_at)


@after(ReportDecided)
def tell_the_reporter(event: ReportDecided) -> None:
    """Who reported learns that it was decided; nothing about the other person."""
    report = Report.objects.select_related("space").filter(id=event.report_id).first()
    if report is None or report.reporter_id is None:
        return
    me, path = report.reporter_id, reverse("moderation:mine", args=[report.space.slug])
    notify(telling=Telling(report.space_id, me, REPORT_DECIDED, me, path), now=event.decided_at)


@words.answer
def words_of_notices(kind: str, times: int) -> str | None:
    """What the two notices about reports say."""
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
    return None


@reason_words.answer
def words_of_reasons(kind: str) -> str | None:
    """The kinds of reason that a decision leaves in the ledger."""
    return {f"report.{value}": str(label) for value, label in Decision.choices}.get(kind)


@slot("spaces.settings").answer
def link_to_reports(request: object) -> SafeString:
    """Where stewards find the reports, and how many wait."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"space": asked.space, "waiting": waiting_for(asked.standing)}
    return render_to_string("moderation/_settings_link.html", context)


@slot("spaces.desk").answer
def reports_that_wait(request: object) -> SafeString:
    """How many reports wait, for a steward who comes in."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"space": asked.space, "waiting": waiting_for(asked.standing)}
    return render_to_string("moderation/_desk_link.html", context)


@slot("spaces.my_membership").answer
def link_to_own_reports(request: object) -> SafeString:
    """Where a member finds what they reported, and what was answered."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    return render_to_string("moderation/_own_reports_link.html", {"space": asked.space})


@slot("keep.home").answer
def reports_without_a_steward(request: object) -> SafeString:
    """Tell a keeper where a report waits that no steward there is free to look at."""
    asked: KeeperRequest = request  # type: ignore[assignment]  # a slot takes any object
    spaces = spaces_without_a_free_steward(asked.keeper, clock.now())
    return render_to_string("moderation/_stuck_reports.html", {"spaces": spaces})


@export_of.answer
def own_reports(subject: Subject) -> list[Part]:
    """What somebody reported, and what was decided on their own words."""
    ids = membership_ids(subject)
    return [
        Part(
            "reports_made",
            _("Reports you made"),
            reports_made(ids),
            read_by=_("You and the stewards of that space. Never the person it was about."),
            kept=_("Your name goes when you leave for good; your words go too if you choose so."),
        ),
        Part(
            "decisions_about",
            _("Decisions about your words"),
            decisions_about(ids),
            read_by=_("You and the stewards of that space."),
            kept=_("Your name goes when you leave for good; the reason goes too if you choose so."),
        ),
    ]


@erase.answer
def erase_from_reports(subject: Subject, leave: Leave, now: datetime) -> None:
    """Take somebody out of every report, as a reporter, as an author and as a steward."""
    forget_in_reports(membership_ids=membership_ids(subject), leave=leave, now=now)
