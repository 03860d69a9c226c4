# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that let people in: making them, closing them, and coming in with one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.people.models import Person
from hearthside.spaces.actions._steps import Newcomer, digest_of
from hearthside.spaces.actions.invitations import (
    Offer,
    accept_invitation,
    make_invitation,
    withdraw_invitation,
)
from hearthside.spaces.forms import JoiningForm, OfferForm
from hearthside.spaces.http import MemberRequest, person_id_of, steward_view
from hearthside.spaces.models import Invitation, MembershipState
from hearthside.spaces.queries.own import doorstep_of
from hearthside.spaces.views.links import arrived, carried, shown
from hearthside.spaces.views.newcomers import (
    fresh_form,
    is_ready,
    newcomer_of,
    sent_form,
    show,
    taken_in,
    to_the_door,
    welcome,
)

_PAGE: Final = "spaces/invitation.html"


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def invitations(request: MemberRequest) -> HttpResponse:
    """The open links of a space, and a form for another."""
    here, now = reverse("spaces:invitations", args=[request.space.slug]), clock.now()
    form = OfferForm(request.POST) if request.method == "POST" else OfferForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        offer = Offer(sent["uses"], now + timedelta(days=sent["days"]))
        made = make_invitation(by=request.standing, space=request.space, offer=offer, now=now)
        return carried(made.secret, to=here)
    context = {
        "form": form,
        "links": _open_links(request, now),
        "new_link": arrived(request, "spaces:invitation"),
    }
    status = 422 if form.is_bound else 200
    return shown(render(request, "spaces/invitations.html", context, status=status), request)


@require_POST
@steward_view
def withdrawal(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Close a link."""
    found = get_object_or_404(
        Invitation.objects.filter(space=request.standing.space_id), id=invitation_id
    )
    withdraw_invitation(by=request.standing, invitation=found, now=clock.now())
    messages.success(request, _("The link is closed. It lets nobody in any more."))
    return HttpResponseRedirect(reverse("spaces:invitations", args=[request.space.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Come in with a link: what the space is, a name, norms and limits."""
    found = _behind(secret)
    state = doorstep_of(found.space_id, person_id_of(request)).state if found else None
    if found and _has_nothing_for(found, state):
        return HttpResponseRedirect(found.space.get_absolute_url())
    if found is None or not found.open_at(clock.now()):
        return render(request, "spaces/link_over.html", status=404)
    if not request.user.is_authenticated:
        context = {"space": found.space, "link": found}
        is_post = request.method == "POST"
        return to_the_door(request) if is_post else render(request, _PAGE, context)
    if state == MembershipState.ACTIVE:
        return _take_role(request, found)
    return _newcomer(request, found)


def _newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    person = cast(Person, request.user)
    form = fresh_form(JoiningForm)
    if request.method == "POST":
        form = sent_form(JoiningForm, person, request.POST.dict())

    def come() -> str:
        newcomer = newcomer_of(form, person)
        accept_invitation(invitation=found, newcomer=newcomer, now=clock.now())
        return welcome(request, found.space)

    if is_ready(form) and (done := taken_in(person, found.space, form, come)):
        return done
    return show(request, _PAGE, form, {"space": found.space, "link": found})


def _take_role(request: HttpRequest, found: Invitation) -> HttpResponse:
    """A member takes the role that a keeper's link gives."""
    space = found.space
    if request.method != "POST":
        return render(request, _PAGE, {"space": space, "link": found, "is_member": True})
    person = cast(Person, request.user)
    same = Newcomer(person.id, name="", face="", agreed_version=space.terms_version)
    accept_invitation(invitation=found, newcomer=same, now=clock.now())
    return HttpResponseRedirect(space.get_absolute_url())


def _has_nothing_for(found: Invitation, state: MembershipState | None) -> bool:
    """Members are in already, unless there is a role in it; who was removed asks first."""
    is_in = state == MembershipState.ACTIVE and not found.role
    return is_in or state == MembershipState.REMOVED


def _behind(secret: str) -> Invitation | None:
    links = Invitation.objects.filter(secret_digest=digest_of(secret))
    return links.select_related("space").first()


def _open_links(request: MemberRequest, now: datetime) -> list[Invitation]:
    links = Invitation.objects.filter(
        space=request.standing.space_id, withdrawn_at=None, expires_at__gt=now, uses_left__gt=0
    )
    return list(links.select_related("made_by").order_by("expires_at", "id"))
