# SPDX-License-Identifier: AGPL-3.0-or-later
"""For every member: reporting words, and what became of one's own reports."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.core.paging import Window
from hearthside.core.throttle import Limit, count
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.forms import ReportForm
from hearthside.moderation.queries.content import content_of, is_hidden_by_author
from hearthside.moderation.queries.drafts import begun_in
from hearthside.moderation.queries.files import own_reports, undecided_by
from hearthside.moderation.rules.desk import may_report
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest, member_view

REPORTS_AT_ONCE = Limit("reports", times=30, every=timedelta(hours=1))
"""Far above what a person needs; it keeps one device from flooding the stewards."""


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def new_report(request: MemberRequest, kind: str, content_id: UUID) -> HttpResponse:
    """Say what is wrong with some words; the answer is a thank-you and where to look.

    To somebody whom the author blocked there is no such page. A report under way is taken.
    """
    reported = content_of(kind, content_id, request.space.id)
    kept = begun_in(request.standing, request.space.slug, content_id, "report")["report"]
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, initial={"text": kept.words})
    if reported is None:
        raise Http404
    if form.is_valid():
        return _report(request, form.reporting(kind, content_id))
    if is_hidden_by_author(request.standing, reported):
        raise Http404
    context = {
        "form": form,
        "reported": reported,
        "may_report": may_report(request.standing, reported),
        "earlier": undecided_by(request.standing, kind, content_id),
        "save_to": kept.save_to,
    }
    status = 422 if form.errors else 200
    return render(request, "moderation/report_form.html", context, status=status)


def _report(request: MemberRequest, about: Reporting) -> HttpResponse:
    now = clock.now()
    count(REPORTS_AT_ONCE, str(request.member_id), now)
    make_report(by=request.standing, about=about, now=now)
    messages.success(request, _("Thank you for telling us. A steward will look at it."))
    return HttpResponseRedirect(reverse("moderation:mine", args=[request.space.slug]))


@require_safe
@member_view
def mine(request: MemberRequest) -> HttpResponse:
    """A member's own reports: where they stand, and what was answered."""
    if request.standing.has_notices:
        me, voices = request.member_id, request.standing.voices
        for face in request.standing.faces:
            clear_for_subject(recipient_id=me, subject_id=face, now=clock.now(), voices=voices)
    page = own_reports(request.standing, Window.asked(request.GET))
    return render(request, "moderation/own_report_list.html", {"page": page})
