# SPDX-License-Identifier: AGPL-3.0-or-later
"""Being glad to answer: what a member offers, and taking a rest from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.forum.actions.helping import offer_to_answer, pause_offer, resume_offer
from hearthside.forum.forms.waiting import OfferForm
from hearthside.forum.queries.helping import helper_of, offered_by, offers_in
from hearthside.forum.rules.clock import NUDGES_A_WEEK
from hearthside.spaces.http import MemberRequest, member_view


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def willing(request: MemberRequest) -> HttpResponse:
    """Choose what one is glad to answer about. Nothing chosen ends the offer."""
    helper = helper_of(request.member_id)
    offered = [word or "anything" for word in offered_by(helper)] if helper else []
    choices = offers_in(request.space.id)
    form = OfferForm(request.POST or None, initial={"words": offered}, choices=choices)
    if request.method == "POST":
        form = OfferForm(request.POST, choices=choices)
        if form.is_valid():
            offer_to_answer(by=request.standing, words=form.chosen(), now=clock.now())
            messages.success(request, _("Kept. You can change this any time."))
            return _back(request)
    context = {"form": form, "helper": helper, "most": NUDGES_A_WEEK}
    return render(request, "forum/willing.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def pause(request: MemberRequest) -> HttpResponse:
    """Be asked no more for now."""
    pause_offer(by=request.standing, now=clock.now())
    messages.success(request, _("You will not be asked until you say so."))
    return _back(request)


@require_POST
@member_view
def waking(request: MemberRequest) -> HttpResponse:
    """Be asked again."""
    resume_offer(by=request.standing, now=clock.now())
    messages.success(request, _("You can be asked again."))
    return _back(request)


def _back(request: MemberRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("spaces:my_membership", args=[request.space.slug]))
