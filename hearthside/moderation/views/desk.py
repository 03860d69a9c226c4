# SPDX-License-Identifier: AGPL-3.0-or-later
"""For stewards: the reports that wait, and looking after one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Window
from hearthside.moderation.actions.reports import (
    claim_report,
    decide_report,
    release_report,
    see_report,
)
from hearthside.moderation.forms import DecisionForm
from hearthside.moderation.models import Report
from hearthside.moderation.queries import content_of, desk_of, others_about_the_same
from hearthside.moderation.rules import may_claim, may_decide, may_release
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest, steward_view


@require_safe
@steward_view
def reports(request: MemberRequest) -> HttpResponse:
    """What waits, the longest first, and what was decided. Names nobody but stewards."""
    if request.standing.has_notices:
        clear_for_subject(
            recipient_id=request.member_id, subject_id=request.space.id, now=clock.now()
        )
    desk = desk_of(request.standing, Window.asked(request.GET))
    return render(request, "moderation/report_list.html", {"desk": desk})


@require_safe
@steward_view
def report(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """The file of one report. Reading it is an entry in the ledger, each time."""
    return _file(request, _asked(request, report_id), DecisionForm())


@require_POST
@steward_view
def claim(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Take a report on."""
    found = _asked(request, report_id)
    claim_report(by=request.standing, report=found, now=clock.now())
    messages.success(request, _("You are looking after this report now."))
    return _back_to(request, found)


@require_POST
@steward_view
def release(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Give a report back."""
    found = _asked(request, report_id)
    release_report(by=request.standing, report=found, now=clock.now())
    messages.success(request, _("This report is free for another steward."))
    return _back_to(request, found)


@require_POST
@steward_view
def decision(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Decide on a report."""
    found, form = _asked(request, report_id), DecisionForm(request.POST)
    if not form.is_valid():
        return _file(request, found, form)
    decide_report(by=request.standing, report=found, deciding=form.deciding(), now=clock.now())
    messages.success(request, _("Your decision is kept, and the reporter is told."))
    return _back_to(request, found)


def _asked(request: MemberRequest, report_id: UUID) -> Report:
    rows = Report.objects.visible_to(request.standing).select_related("about", "reporter", "owner")
    return get_object_or_404(rows, id=report_id)


def _back_to(request: MemberRequest, found: Report) -> HttpResponse:
    return HttpResponseRedirect(reverse("moderation:report", args=[request.space.slug, found.id]))


def _file(request: MemberRequest, found: Report, form: DecisionForm) -> HttpResponse:
    """Show the whole file, and note that it was read."""
    now, standing = clock.now(), request.standing
    see_report(by=standing, report=found, now=now)
    reported = content_of(found.content_kind, found.content_id, found.space_id)
    context = {
        "report": found,
        "reported": reported,
        "words": mark_safe(reported.html) if reported else "",  # noqa: S308 — core.text made it
        "others": others_about_the_same(standing, found),
        "form": form,
        "may_claim": may_claim(standing, found, now),
        "may_release": may_release(standing, found),
        "may_decide": may_decide(standing, found),
    }
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)
