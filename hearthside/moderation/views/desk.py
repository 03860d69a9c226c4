# SPDX-License-Identifier: AGPL-3.0-or-later
"""For stewards: everything that waits, one file of it, and the decision."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Window
from hearthside.core.verdicts import Refused
from hearthside.moderation.actions.decisions import decide_appeal, decide_report
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.forms import AppealDecisionForm, DecisionForm
from hearthside.moderation.models import File, Report
from hearthside.moderation.queries.desk import desk_of
from hearthside.moderation.queries.files import file_for, opened
from hearthside.moderation.views.showing import back_to, decision_form, show_file
from hearthside.notices.actions.notices import clear_for_page
from hearthside.spaces.http import MemberRequest, steward_view


@require_safe
@steward_view
def reports(request: MemberRequest) -> HttpResponse:
    """What waits, what is promised soonest first, and what was decided. Names only stewards."""
    now = clock.now()
    if request.standing.has_notices:
        clear_for_page(recipient_id=request.member_id, path=request.path, now=now)
    desk = desk_of(request.standing, Window.asked(request.GET), now)
    return render(request, "moderation/report_list.html", {"desk": desk})


@require_safe
@steward_view
def report(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """One file. Reading it is an entry in the ledger, each time."""
    return show_file(request, file_for(request.standing, report_id))


@require_POST
@steward_view
def decision(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Decide on a report or an appeal; what cannot be kept comes back with its words."""
    found = file_for(request.standing, report_id)
    inside = opened(request.standing, found)
    form = decision_form(inside, request.POST)
    if form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            form.add_error(None, str(refused.verdict.reason))
        else:
            note_sent(by=request.standing, thing_id=found.id, form="decision", now=clock.now())
            messages.success(request, _("Your decision is kept, and who waits for it is told."))
            return back_to(request, found)
    return show_file(request, found, {"form": form}, inside)


def _decide(request: MemberRequest, found: File, form: forms.Form) -> None:
    now, by = clock.now(), request.standing
    if isinstance(found, Report):
        assert isinstance(form, DecisionForm)
        decide_report(by=by, report=found, deciding=form.deciding(), now=now)
    else:
        assert isinstance(form, AppealDecisionForm)
        words = form.cleaned_data["text"]
        decide_appeal(by=by, appeal=found, decision=form.decision_chosen(), words=words, now=now)
