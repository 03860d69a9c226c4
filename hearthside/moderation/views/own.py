# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom a decision is about: what was decided, why, and what they can do."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.actions.measures import agree_to_fold, make_appeal
from hearthside.moderation.forms import AppealForm
from hearthside.moderation.hooks import Begun
from hearthside.moderation.models import Measure, MeasureKind
from hearthside.moderation.queries.content import content_of
from hearthside.moderation.queries.drafts import begun_in
from hearthside.moderation.queries.own import (
    appeal_of,
    measure_of_content,
    measures_about,
    name_of_other,
    outside_person_of,
    restriction_of,
)
from hearthside.moderation.rules.letters import letter_for
from hearthside.moderation.rules.measures import may_agree, may_appeal
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest, member_view


@require_safe
@member_view
def decisions(request: MemberRequest) -> HttpResponse:
    """Everything that was decided about this member here."""
    context = {"measures": measures_about(request.standing), "now": clock.now()}
    return render(request, "moderation/decisions.html", context)


@require_safe
@member_view
def measure(request: MemberRequest, measure_id: UUID) -> HttpResponse:
    """One decision, with a copy of the words, the reason, and the ways on."""
    found = _own(request, measure_id)
    if request.standing.has_notices:
        clear_for_subject(
            recipient_id=request.member_id,
            subject_id=found.id,
            now=clock.now(),
            voices=request.standing.voices,
        )
    begun = _begun(request, found).words
    return _show(request, found, AppealForm(initial={"text": begun}))


@require_POST
@member_view
def agreement(request: MemberRequest, measure_id: UUID) -> HttpResponse:
    """Agree that a part stays folded."""
    found = _own(request, measure_id)
    agree_to_fold(by=request.standing, measure=found, now=clock.now())
    messages.success(request, _("Thank you. Your words stay like this, with your agreement."))
    return _back(request, found)


@require_POST
@member_view
def appeal(request: MemberRequest, measure_id: UUID) -> HttpResponse:
    """Ask another steward to look again; what was written is never lost."""
    found, form = _own(request, measure_id), AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    words = form.cleaned_data["text"]
    make_appeal(by=request.standing, measure=found, words=words, now=clock.now())
    note_sent(by=request.standing, thing_id=found.id, form="appeal", now=clock.now())
    messages.success(request, _("Another steward will look again. The answer comes here."))
    return _back(request, found)


@require_safe
@member_view
def about_words(request: MemberRequest, kind: str, content_id: UUID) -> HttpResponse:
    """From words of one's own to what was decided about them."""
    found = measure_of_content(request.standing, kind, content_id)
    if found is None:
        raise Http404
    return _back(request, found)


def _own(request: MemberRequest, measure_id: UUID) -> Measure:
    return get_object_or_404(Measure.objects.concerning(request.standing), id=measure_id)


def _begun(request: MemberRequest, found: Measure) -> Begun:
    """The appeal that somebody had begun to write."""
    return begun_in(request.standing, request.space.slug, found.id, "appeal")["appeal"]


def _back(request: MemberRequest, found: Measure) -> HttpResponse:
    return HttpResponseRedirect(reverse("moderation:measure", args=[request.space.slug, found.id]))


def _show(request: MemberRequest, found: Measure, form: AppealForm) -> HttpResponse:
    made, resting = appeal_of(found), restriction_of(found)
    now = clock.now()
    words = None
    if found.content_id is not None and found.kind != MeasureKind.TAKEN_DOWN:
        words = content_of(found.content_kind, found.content_id, found.space_id)
    context = {
        "change_path": words.change_path if words else "",
        "save_to": _begun(request, found).save_to,
        "now": now,
        "has_ended": resting is not None and resting.ends_at is not None and now >= resting.ends_at,
        "measure": found,
        "letter": letter_for(found.kind),
        "appeal": made,
        "resting": resting,
        "other": name_of_other(resting),
        "form": form,
        "may_appeal": may_appeal(request.standing, found, made is not None),
        "may_agree": may_agree(request.standing, found),
        "outside": outside_person_of(request.space),
    }
    return render(request, "moderation/measure.html", context, status=422 if form.errors else 200)
