# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people of a space as its members see them, and keeping some of them away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.ids import id_in
from hearthside.spaces.actions.distances import keep_apart, meet_again
from hearthside.spaces.forms import DistanceForm
from hearthside.spaces.http import MemberRequest, member_view
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.queries.people import keepers_among, met_by, people_page, with_roles


@require_safe
@member_view
def people(request: MemberRequest) -> HttpResponse:
    """Everybody this member meets here, by name. Never a count."""
    now = clock.now()
    page = people_page(met_by(request.standing), after_of(request), now)
    context = {"people": page, "keepers": keepers_among(request.space, now)}
    return render(request, "spaces/people.html", context)


@require_safe
@member_view
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """One member, and how far to keep them away."""
    if member_id == request.member_id:
        return HttpResponseRedirect(reverse("spaces:my_membership", args=[request.space.slug]))
    found = get_object_or_404(with_roles(met_by(request.standing), clock.now()), id=member_id)
    muted = Apart.objects.filter(by=request.member_id, other=found, distance=Distance.MUTE)
    context = {"member": found, "is_muted": muted.exists()}
    return render(request, "spaces/member.html", context)


@require_POST
@member_view
def distance(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Mute or block somebody, or meet them again."""
    other = _within_reach(request, member_id)
    form = DistanceForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data["distance"]
    if not wanted:
        meet_again(by=request.standing, other=other, now=clock.now())
        messages.success(request, _("You no longer keep this person away."))
        return HttpResponseRedirect(_own_page(request))
    keep_apart(by=request.standing, other=other, distance=Distance(wanted), now=clock.now())
    if wanted == Distance.BLOCK:
        messages.success(request, _("You two do not meet here any more. Nobody is told."))
        return HttpResponseRedirect(_own_page(request))
    messages.success(request, _("Their words are folded now, one tap away. Nobody is told."))
    return HttpResponseRedirect(reverse("spaces:member", args=[request.space.slug, other.id]))


def after_of(request: MemberRequest) -> UUID | None:
    """After whom the page begins."""
    return id_in(request.GET.get("after", ""))


def _within_reach(request: MemberRequest, member_id: UUID) -> Membership:
    """Return whom this member meets, or keeps away and may meet again."""
    met = met_by(request.standing).filter(id=member_id).first()
    if met is not None:
        return met
    apart = Apart.objects.filter(by=request.member_id).select_related("other")
    return get_object_or_404(apart, other=member_id).other


def _own_page(request: MemberRequest) -> str:
    return reverse("spaces:my_membership", args=[request.space.slug]) + "#apart"
