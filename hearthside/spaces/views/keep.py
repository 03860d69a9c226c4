# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keepers look after: organisations and their spaces, never what is said in them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.privacy.models import OpeningState
from hearthside.spaces.actions.invitations import make_steward_link
from hearthside.spaces.actions.organisations import make_organisation, rename_organisation
from hearthside.spaces.actions.spaces import make_space
from hearthside.spaces.forms import NewSpaceForm, OrganisationForm
from hearthside.spaces.http import KeeperRequest, keeper_view
from hearthside.spaces.models import Organisation, Space
from hearthside.spaces.queries.keeping import organisations_kept_by, seals_kept_by, tended
from hearthside.spaces.rules.standing import may_keep
from hearthside.spaces.views.links import arrived, carried, shown
from hearthside.spaces.views.settings import words_of


@require_safe
@keeper_view
def keep(request: KeeperRequest) -> HttpResponse:
    """The organisations a keeper looks after, and what else there is to tend."""
    return _show_all(request, OrganisationForm())


@require_POST
@keeper_view
def organisations(request: KeeperRequest) -> HttpResponse:
    """Add an organisation."""
    may_keep(request.keeper, None).require()
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        return _show_all(request, form)
    made = make_organisation(by=request.keeper, name=form.cleaned_data["name"], now=clock.now())
    return HttpResponseRedirect(_page_of(made))


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def organisation(request: KeeperRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation: its name, its spaces and its keepers."""
    kept = _kept(request, organisation_id)
    form = OrganisationForm(initial={"name": kept.name})
    if request.method == "POST":
        form = OrganisationForm(request.POST)
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["name"]
        rename_organisation(by=request.keeper, organisation=kept, name=name, now=clock.now())
        messages.success(request, _("This is its name from now on."))
        return HttpResponseRedirect(_page_of(kept))
    context = {
        "organisation": kept,
        "form": form,
        "spaces": tended(kept.spaces.all()),
        "new_link": arrived(request, "spaces:invitation"),
    }
    status = 422 if form.errors else 200
    return shown(render(request, "spaces/organisation.html", context, status=status), request)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def new_space(request: KeeperRequest, organisation_id: UUID) -> HttpResponse:
    """Make a space; then its first steward is invited by a link."""
    kept = _kept(request, organisation_id)
    form = NewSpaceForm(request.POST) if request.method == "POST" else NewSpaceForm()
    if form.is_bound and form.is_valid():
        try:
            made = make_space(
                by=request.keeper,
                organisation=kept,
                slug=form.cleaned_data["slug"],
                words=words_of(form.cleaned_data),
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error("slug", str(refused.verdict.reason))
        else:
            return _link_for(request, made)
    context = {"organisation": kept, "form": form}
    return render(request, "spaces/new_space.html", context, status=422 if form.errors else 200)


@require_POST
@keeper_view
def steward_link(request: KeeperRequest, space_id: UUID) -> HttpResponse:
    """Make a link whose one user becomes a steward of the space."""
    return _link_for(request, kept_space(request, space_id))


def kept_space(request: KeeperRequest, space_id: UUID) -> Space:
    """Return a space of an organisation that this keeper looks after."""
    kept = organisations_kept_by(request.keeper)
    return get_object_or_404(Space.objects.filter(organisation__in=kept), id=space_id)


def _show_all(request: KeeperRequest, form: OrganisationForm) -> HttpResponse:
    kept = organisations_kept_by(request.keeper)
    spaces = Prefetch("spaces", tended(Space.objects.filter(organisation__in=kept)))
    context = {
        "organisations": kept.prefetch_related(spaces),
        "seals_wait": seals_kept_by(request.keeper).filter(state=OpeningState.ASKED).exists(),
        "may_make": may_keep(request.keeper, None),
        "form": form,
    }
    return render(request, "spaces/keep.html", context, status=422 if form.errors else 200)


def _link_for(request: KeeperRequest, space: Space) -> HttpResponse:
    made = make_steward_link(by=request.keeper, space=space, now=clock.now())
    return carried(made.secret, to=_page_of(space.organisation))


def _kept(request: KeeperRequest, organisation_id: UUID) -> Organisation:
    return get_object_or_404(organisations_kept_by(request.keeper), id=organisation_id)


def _page_of(organisation: Organisation) -> str:
    return reverse("spaces:organisation", args=[organisation.id])
