# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keepers: letting another one in by a link, ending, and coming into a space as one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.spaces.actions._steps import digest_of
from hearthside.spaces.actions.joining import join_as_keeper
from hearthside.spaces.actions.keepers import (
    accept_keepership,
    end_keepership,
    offer_keepership,
    take_keepers_name,
)
from hearthside.spaces.forms import JoiningForm, KeeperForm
from hearthside.spaces.http import KeeperRequest, keeper_view
from hearthside.spaces.models import Keeper, Organisation
from hearthside.spaces.queries.keeping import keepers_kept_by, organisations_kept_by
from hearthside.spaces.views.keep import kept_space
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


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def keepers(request: KeeperRequest) -> HttpResponse:
    """Who keeps what, and a link for another keeper."""
    now = clock.now()
    if request.method == "POST":
        organisation = _chosen(request)
        made = offer_keepership(by=request.keeper, organisation=organisation, now=now)
        return carried(made.secret, to=reverse("spaces:keepers"))
    return shown(_show(request, KeeperForm()), request)


@require_POST
@keeper_view
def naming(request: KeeperRequest) -> HttpResponse:
    """Be called something else by the other keepers."""
    form = KeeperForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    take_keepers_name(by=request.keeper, name=form.cleaned_data["name"], now=clock.now())
    messages.success(request, _("This is what other keepers call you from now on."))
    return HttpResponseRedirect(reverse("spaces:keepers"))


@require_POST
@keeper_view
def ending(request: KeeperRequest, keeper_id: UUID) -> HttpResponse:
    """End a keepership, or close the link for one."""
    found = get_object_or_404(keepers_kept_by(request.keeper, clock.now()), id=keeper_id)
    end_keepership(by=request.keeper, keeper=found, now=clock.now())
    messages.success(request, _("That has ended."))
    is_over = found.person_id == request.keeper.person_id
    return HttpResponseRedirect(reverse("home" if is_over else "spaces:keepers"))


@require_http_methods(["GET", "HEAD", "POST"])
def keeper_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Become a keeper with a link."""
    now = clock.now()
    offers = Keeper.objects.filter(secret_digest=digest_of(secret), ends_at__gt=now)
    offer = offers.select_related("organisation").first()
    if offer is None:
        return render(request, "spaces/link_over.html", status=404)
    if not request.user.is_authenticated:
        return to_the_door(request)
    form = KeeperForm(request.POST) if request.method == "POST" else KeeperForm()
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.is_bound else 200
        context = {"offer": offer, "form": form}
        return render(request, "spaces/keeper_invitation.html", context, status=status)
    accept_keepership(offer=offer, person=request.user, name=form.cleaned_data["name"], now=now)
    return HttpResponseRedirect(reverse("spaces:keep"))


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def membership(request: KeeperRequest, space_id: UUID) -> HttpResponse:
    """Come into a space as its keeper: the ledger says so, and the members see it."""
    space = kept_space(request, space_id)
    form = fresh_form(JoiningForm)
    if request.method == "POST":
        form = sent_form(JoiningForm, request.user, request.POST.dict())

    def come() -> str:
        newcomer = newcomer_of(form, request.user)
        join_as_keeper(by=request.keeper, space=space, newcomer=newcomer, now=clock.now())
        return welcome(request, space)

    if is_ready(form) and (done := taken_in(request.user, space, form, come)):
        return done
    return show(request, "spaces/keeper_membership.html", form, {"space": space})


def _show(request: KeeperRequest, form: KeeperForm) -> HttpResponse:
    context = {
        "keepers": keepers_kept_by(request.keeper, clock.now()),
        "organisations": organisations_kept_by(request.keeper),
        "keeper": request.keeper,
        "form": form,
        "new_link": arrived(request, "spaces:keeper_invitation"),
    }
    return render(request, "spaces/keepers.html", context, status=422 if form.errors else 200)


def _chosen(request: KeeperRequest) -> Organisation | None:
    """Which organisation the new keeper is for; None for the whole installation."""
    wanted = request.POST.get("organisation", "")
    if not wanted:
        return None
    try:
        return get_object_or_404(organisations_kept_by(request.keeper), id=UUID(wanted))
    except ValueError as error:
        raise Http404 from error
