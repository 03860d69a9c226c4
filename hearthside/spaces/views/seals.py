# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a seal inside a space: a steward asks, and the person reads afterwards that it was."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.privacy.actions.seals import Seal, ask_to_open, look_behind
from hearthside.privacy.hooks import Sealed, sealed
from hearthside.privacy.models import OpeningState, SealOpening
from hearthside.privacy.rules.seals import STEWARD, Unsealer, may_look
from hearthside.spaces.forms.seals import SealForm
from hearthside.spaces.http import MemberRequest, member_view, person_id_of, steward_view


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def seal_asking(request: MemberRequest, what: str, subject_id: UUID) -> HttpResponse:
    """Ask a keeper to open a seal together, with a written reason."""
    here = _sealed_or_404(request, what, subject_id)
    form = SealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seal = Seal(what, subject_id, request.space.id, here.label)
        try:
            opening = ask_to_open(
                by=unsealer(request),
                seal=seal,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error("reason", str(refused.verdict.reason))
        else:
            if opening.asked_by == request.member_id:
                return HttpResponseRedirect(_page_of(request, opening))
            form.add_error("reason", _("Another steward has asked for this already, and it waits."))
    context = {"here": here, "form": form}
    return render(request, "spaces/seal_asking.html", context, status=422 if form.errors else 200)


@require_safe
@member_view
def seal(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """How it stands with a seal, for the steward who asked."""
    opening = get_object_or_404(_asked_by(request), id=opening_id)
    may = may_look(unsealer(request), opening, clock.now())
    return render(request, "spaces/seal.html", {"opening": opening, "may_look": may})


@require_POST
@member_view
def seal_look(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """Read who stands behind an open seal."""
    opening = get_object_or_404(_asked_by(request), id=opening_id)
    found = look_behind(by=unsealer(request), opening=opening, now=clock.now())
    context = {"opening": opening, "found": found, "may_look": True}
    return render(request, "spaces/seal.html", context)


@require_safe
@member_view
def seal_opened(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """When and why a seal was opened, for the person it is about. Never by whom."""
    opening = get_object_or_404(
        SealOpening,
        id=opening_id,
        space_id=request.space.id,
        state=OpeningState.OPENED,
        subject_id__in=request.standing.faces,
    )
    return render(request, "spaces/seal_opened.html", {"opening": opening})


def unsealer(request: MemberRequest) -> Unsealer:
    """Who asks, as a steward."""
    person_id = person_id_of(request)
    if person_id is None:
        raise Http404
    return Unsealer(request.member_id, person_id, STEWARD)


def _sealed_or_404(request: MemberRequest, kind: str, subject_id: UUID) -> Sealed:
    answers = sealed.ask(kind, subject_id, request.space.id)
    found = next((each for each in answers if each), None)
    if found is None or request.standing.is_face(subject_id):
        raise Http404
    return found


def _asked_by(request: MemberRequest) -> QuerySet[SealOpening]:
    """What this steward asked for; whoever is no steward any more looks behind nothing."""
    if not request.standing.is_steward:
        raise Http404
    return SealOpening.objects.filter(space_id=request.space.id, asked_by=request.member_id)


def _page_of(request: MemberRequest, opening: SealOpening) -> str:
    return reverse("spaces:seal", args=[request.space.slug, opening.id])
