# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking somebody to write. The answer to the form is the same, whoever is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.core.ids import id_in
from hearthside.core.throttle import Limit, TooOften, count
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import Asking, ask_to_write
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.forms import AskingForm, new_key
from hearthside.forum.models import LetterSide
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.letter_faces import faces_shown
from hearthside.forum.queries.letter_ground import between, may_be_asked, own_face
from hearthside.forum.rules.contact import details_in
from hearthside.forum.rules.letters import ENOUGH_TODAY, may_ask
from hearthside.forum.views.letters import letter_address
from hearthside.spaces.http import MemberRequest, member_view

ASKED_IN_A_DAY = Limit("letters-asked", times=8, every=timedelta(days=1))
"""A few doors a day. Whoever is in need has the conversations, where everybody reads."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Who asks whom: the two faces, and the conversation from which it came, if any."""

    me: UUID
    other: UUID
    thread_id: UUID | None


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def ask(request: MemberRequest, face_id: UUID) -> HttpResponse:
    """The form that asks somebody to write, and what it sends."""
    thread_id = _thread_id(request)
    doors = Doors(own_face(request.standing, face_id, thread_id), face_id, thread_id)
    if request.method != "POST":
        return _fresh(request, doors)
    form = AskingForm(request.POST)
    if not form.is_valid():
        return _page(request, doors, form, status=422)
    if details_in(form.cleaned_data["text"]) and not request.POST.get("as_it_is"):
        return _again(request, doors, form, tip=True)
    try:
        side = _ask(request, doors, form)
    except Refused as refused:
        form.add_error("text", str(refused.verdict.reason))
        return _again(request, doors, form)
    return HttpResponseRedirect(letter_address(request, side.correspondence_id))


def _fresh(request: MemberRequest, doors: Doors) -> HttpResponse:
    """An empty form; whom this member does not see is nowhere, and whom they asked is there."""
    before = between(request.standing, doors.me, doors.other, clock.now().date())
    if before.mine is not None and (before.mine.asked or not before.mine.kept_back):
        return HttpResponseRedirect(letter_address(request, before.mine.correspondence_id))
    other = may_be_asked(request.standing, doors.other)
    if other is None:
        raise Http404
    begun = begun_in(f"ask:{doors.other}", request.standing)
    form = AskingForm(
        initial={
            "text": begun.words,
            "begun": begun.form,
            "idempotency_key": new_key(),
            "called": other.name,
            "language": get_language(),
        }
    )
    verdict = may_ask(request.standing, doors.me, doors.other, before)
    return _page(request, doors, form, called=other.called, face=other.face, may_ask=verdict)


def _ask(request: MemberRequest, doors: Doors, form: AskingForm) -> LetterSide:
    now = clock.now()
    try:
        count(ASKED_IN_A_DAY, str(request.member_id), now)
    except TooOften as error:
        raise Refused(ENOUGH_TODAY) from error
    called = form.cleaned_data["called"]
    asking = Asking(doors.me, doors.other, form.message(), called)
    return ask_to_write(by=request.standing, asking=asking, now=now)


def _again(
    request: MemberRequest, doors: Doors, form: AskingForm, *, tip: bool = False
) -> HttpResponse:
    """The form with its words, which are kept, and what to look at."""
    unsent = Unsent.sent(request.POST, f"ask:{doors.other}")
    keep_draft(by=request.standing, unsent=unsent, now=clock.now())
    return _page(request, doors, form, tip=tip, status=422)


def _page(
    request: MemberRequest,
    doors: Doors,
    form: AskingForm,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    place = f"ask:{doors.other}"
    context = {
        "form": form,
        "me": faces_shown([doors.me], request.standing)[doors.me],
        "called": form.data.get("called", "")[:40],
        "doors": doors,
        "may_ask": True,
        "save_to": reverse("forum:draft", args=[request.space.slug, place]),
    }
    return render(request, "forum/letter_asking.html", context | more, status=status)


def _thread_id(request: MemberRequest) -> UUID | None:
    """The conversation that the address or the form names."""
    return id_in(request.POST.get("in", "") or request.GET.get("in", ""))
