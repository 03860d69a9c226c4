# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who somebody is in a space: their own page."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.privacy.hooks import Leave
from hearthside.privacy.models import Consent
from hearthside.spaces.actions.memberships import (
    leave_after_removal,
    leave_space,
    take_another_face,
    take_name,
)
from hearthside.spaces.forms import LeavingForm, NameForm, OtherNames
from hearthside.spaces.http import (
    MemberRequest,
    SpaceRequest,
    member_view,
    person_id_of,
    space_view,
)
from hearthside.spaces.models import Apart, Distance, MembershipState
from hearthside.spaces.queries.arrivals import own_arrival
from hearthside.spaces.queries.own import doorstep_of, memberships_of
from hearthside.spaces.queries.people import met_by, with_roles
from hearthside.spaces.views.newcomers import count_name_try


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def my_membership(request: MemberRequest) -> HttpResponse:
    """Name, face, roles, consents, whom one keeps away, and the way out. POST: another name."""
    form = NameForm()
    if request.method == "POST":
        form = NameForm(request.POST, others=_other_names(request))
    if form.is_bound and form.is_valid() and not form.warnings():
        count_name_try(request.user, request.space)
        try:
            name = form.cleaned_data["name"]
            take_name(by=request.standing, space=request.space, name=name, now=clock.now())
        except Refused as refused:
            form.add_error("name", str(refused.verdict.reason))
        else:
            messages.success(request, _("This is your name here from now on."))
            return HttpResponseRedirect(_here(request))
    context = {"form": form, "warnings": form.warnings()} | _about(request)
    return render(request, "spaces/me.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def face(request: MemberRequest) -> HttpResponse:
    """Draw another face."""
    take_another_face(by=request.standing, space=request.space, now=clock.now())
    messages.success(request, _("You have another face now."))
    return HttpResponseRedirect(_here(request))


@require_http_methods(["GET", "HEAD", "POST"])
@space_view
def leaving(request: SpaceRequest) -> HttpResponse:
    """Leave this space, choosing what stays. Open also to who does not agree (any more)."""
    is_member = request.standing.is_member
    if not is_member and not _was_removed(request):
        raise Http404
    form = LeavingForm(request.POST) if request.method == "POST" else LeavingForm()
    if form.is_bound and form.is_valid():
        return _go(request, Leave(form.cleaned_data["leave"]))
    status = 422 if form.is_bound else 200
    page = "spaces/leaving.html" if is_member else "spaces/removed_leaving.html"
    return render(request, page, {"form": form, "space": request.space}, status=status)


def _was_removed(request: SpaceRequest) -> bool:
    doorstep = doorstep_of(request.space.id, person_id_of(request))
    return doorstep.state == MembershipState.REMOVED


def _go(request: SpaceRequest, leave: Leave) -> HttpResponse:
    space, now = request.space, clock.now()
    if not request.standing.is_member:
        leave_after_removal(space=space, person_id=request.user.id, leave=leave, now=now)
        messages.success(request, _("It is done as you chose."))
        return HttpResponseRedirect(space.get_absolute_url())
    leave_space(by=request.standing, space=space, leave=leave, now=now)
    messages.success(request, _("You have left the space. You are welcome back any time."))
    return HttpResponseRedirect(reverse("home"))


def _about(request: MemberRequest) -> dict[str, object]:
    """What a member's own page tells them.

    A mute is listed while the two meet: if not, it would tell that the other keeps away.
    """
    met = met_by(request.standing)
    apart = Apart.objects.filter(
        Q(distance=Distance.BLOCK) | Q(other__in=met.order_by().values("id")), by=request.member_id
    ).select_related("other")
    consents = Consent.objects.filter(holder_id=request.member_id, withdrawn_at=None)
    arrival = own_arrival(request.standing)
    own = with_roles(met, clock.now())
    return {
        "member": get_object_or_404(own, id=request.member_id),
        "let_in_by": arrival.greeter if arrival and not arrival.words else None,
        "greeting": arrival if arrival and arrival.words else None,
        "apart": list(apart.order_by("since", "id")),
        "consents": list(consents.order_by("-given_at", "kind")),
    }


def _other_names(request: MemberRequest) -> OtherNames:
    elsewhere = [p.name for p in memberships_of(request.user.id) if p.space.id != request.space.id]
    return OtherNames(request.user.sign_in_name, elsewhere)


def _here(request: MemberRequest) -> str:
    return reverse("spaces:my_membership", args=[request.space.slug])
