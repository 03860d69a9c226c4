# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page, a person's own home, and the service worker."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from rjsmin import jsmin

from hearthside.config.views.mailbox import mailbox_is_open
from hearthside.core import clock
from hearthside.directory.queries.gaps import may_join_here
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.queries.own import doors_of, memberships_of
from hearthside.spaces.queries.standing import keeper_standing


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this place is, how to join, and which spaces anybody may know of."""
    if request.user.is_authenticated:
        return HttpResponseRedirect("/home/")
    return render(request, "front.html", {"spaces": Space.objects.listed()[:50]})


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """A person's own spaces. Nobody else ever sees them side by side."""
    person_id: UUID = request.user.pk  # type: ignore[assignment]  # login_required saw to it
    now = clock.now()
    doors = doors_of(person_id, now)
    known = Membership.objects.active().filter(person_id=person_id).values("space_id")
    others = Space.objects.listed().exclude(id__in=known)
    keeper = keeper_standing(person_id, now)
    return render(
        request,
        "home.html",
        {
            "memberships": memberships_of(person_id),
            "doors": doors,
            "keeper": keeper,
            "mailbox_is_open": keeper.keeps_installation and mailbox_is_open(),
            "still_to_open": keeper.keeps_installation and not may_join_here(),
            "listed": others.exclude(id__in=[space.id for space in doors])[:50],
        },
    )


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the help page and the shell at hand without a line."""
    script = jsmin(render_to_string("sw.js", request=request))
    response = HttpResponse(script, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
