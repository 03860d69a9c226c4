# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page of a space: what its members, strangers and former members find there."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hearthside.core import clock
from hearthside.spaces.forms import WordsForm
from hearthside.spaces.http import SpaceRequest, person_id_of, space_view
from hearthside.spaces.models import JoinRequest, MembershipState, RequestState
from hearthside.spaces.queries.arrivals import waiting_to_be_greeted
from hearthside.spaces.queries.own import Doorstep, doorstep_of
from hearthside.spaces.queries.people import helpers_of
from hearthside.spaces.rules.joining import may_ask, may_find, way_in


@require_safe
@space_view
def home(request: SpaceRequest) -> HttpResponse:
    """The front room for members; one public page, or nothing, for everybody else."""
    space, standing = request.space, request.standing
    if standing.is_member and not standing.has_agreed:
        target = reverse("spaces:agreement", args=[space.slug])
        return HttpResponseRedirect(f"{target}?next={request.path}")
    if standing.is_member:
        asked = JoinRequest.objects.filter(space=space, state=RequestState.WAITING)
        context = {
            "space": space,
            "helpers": helpers_of(standing, clock.now()),
            "asking": asked.count() if standing.is_steward else 0,
            "new": waiting_to_be_greeted(standing, clock.now()),
        }
        return render(request, "spaces/home.html", context)
    return outside(request, doorstep_of(space.id, person_id_of(request)))


def outside(
    request: SpaceRequest, doorstep: Doorstep, form: WordsForm | None = None
) -> HttpResponse:
    """What somebody finds who is no member (any more)."""
    space = request.space
    if not may_find(space, doorstep.state):
        raise Http404
    context: dict[str, object] = {
        "space": space,
        "doorstep": doorstep,
        "way": way_in(space, doorstep.state),
        "may_ask": may_ask(space, doorstep.state, doorstep.declined_at, clock.now()),
    }
    if doorstep.state == MembershipState.REMOVED:
        status = 422 if form else 200
        context["form"] = form or WordsForm()
        return render(request, "spaces/removed.html", context, status=status)
    return render(request, "spaces/public.html", context)
