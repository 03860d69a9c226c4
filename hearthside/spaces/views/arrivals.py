# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three small steps for somebody new, and the list of those who greet them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.notices.actions.notices import clear_for_page
from hearthside.spaces.actions.arrivals import greet_newcomer, say_what_brings
from hearthside.spaces.forms.arrivals import BringsForm, GreetingForm
from hearthside.spaces.http import MemberRequest, member_view
from hearthside.spaces.models import Arrival
from hearthside.spaces.queries.arrivals import SHOWN, own_arrival, somebody_to_meet, to_greet
from hearthside.spaces.rules.welcome import may_see_arrivals


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def arriving(request: MemberRequest) -> HttpResponse:
    """The first step: what brings you here? Nobody has to say."""
    arrival = own_arrival(request.standing)
    form = BringsForm(request.POST or None, initial={"words": arrival.brings if arrival else ""})
    if request.method == "POST":
        form = BringsForm(request.POST)
        if form.is_valid():
            words = form.cleaned_data["words"]
            say_what_brings(by=request.standing, words=words, now=clock.now())
            return HttpResponseRedirect(reverse("spaces:arrived", args=[request.space.slug]))
    context = {"form": form, "arrival": arrival, "step": 1}
    return render(request, "spaces/arriving.html", context, status=422 if form.errors else 200)


@require_safe
@member_view
def arrived(request: MemberRequest) -> HttpResponse:
    """The second and third step: somebody and something to begin with; say hi, or just look."""
    person = somebody_to_meet(request.standing, clock.now())
    return render(request, "spaces/arrived.html", {"person": person, "step": 2})


@require_safe
@member_view
def arrivals(request: MemberRequest) -> HttpResponse:
    """Who is new and has not been greeted, for the welcome team and the stewards."""
    may_see_arrivals(request.standing).require()
    if request.standing.has_notices:
        clear_for_page(recipient_id=request.member_id, path=request.path, now=clock.now())
    return _listed(request)


@require_POST
@member_view
def greeting(request: MemberRequest, arrival_id: UUID) -> HttpResponse:
    """Greet one of them, in words of one's own."""
    may_see_arrivals(request.standing).require()
    here = Arrival.objects.filter(space=request.space).select_related("membership")
    arrival = get_object_or_404(here, id=arrival_id)
    form = GreetingForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else request.POST.get("words", "")
    if not form.is_valid():
        return _listed(request, again=(arrival.id, form), status=422)
    try:
        greet_newcomer(by=request.standing, arrival=arrival, words=words, now=clock.now())
    except Refused as refused:
        if refused.code != "greeted":
            raise
        messages.info(request, str(refused.verdict.reason))
        return _listed(request, typed=words, status=409)
    messages.success(request, _("They are greeted, and they are told."))
    return HttpResponseRedirect(reverse("spaces:arrivals", args=[request.space.slug]))


def _listed(
    request: MemberRequest,
    *,
    again: tuple[UUID, GreetingForm] | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    now, rows = clock.now(), []
    for arrival in to_greet(request.standing)[:SHOWN]:
        words = {"words": _suggested(request, arrival)}
        form = GreetingForm(initial=words, auto_id=f"g{arrival.id}-%s")
        if again and again[0] == arrival.id:
            form = again[1]
        rows.append({"arrival": arrival, "form": form, "is_late": arrival.greet_by <= now})
    context = {"rows": rows, "typed": typed}
    return render(request, "spaces/arrivals.html", context, status=status)


def _suggested(request: MemberRequest, arrival: Arrival) -> str:
    """Words to begin with; whoever greets changes them as they like."""
    return _(
        "Hello %(name)s, good that you are here. I am %(me)s, and I help people to settle in. "
        "You can ask me anything. Reading along is being here too."
    ) % {"name": arrival.membership.name, "me": request.standing.name}
