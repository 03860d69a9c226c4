# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the words of a space again after they changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.spaces.actions.memberships import agree_to_terms
from hearthside.spaces.forms import AgreementForm
from hearthside.spaces.http import SpaceRequest, space_view


@require_http_methods(["GET", "HEAD", "POST"])
@space_view
def agreement(request: SpaceRequest) -> HttpResponse:
    """The norms and limits as they are now, and agreeing to them."""
    if not request.standing.is_member:
        raise Http404
    form = AgreementForm(request.POST) if request.method == "POST" else AgreementForm()
    if form.is_bound and form.is_valid() and (done := _agreed(request, form)):
        return done
    context = {"space": request.space, "form": form, "next": _next(request)}
    status = 422 if form.is_bound else 200
    return render(request, "spaces/agreement.html", context, status=status)


def _agreed(request: SpaceRequest, form: AgreementForm) -> HttpResponse | None:
    version = form.cleaned_data["version"]
    try:
        agree_to_terms(by=request.standing, space=request.space, version=version, now=clock.now())
    except Refused as refused:
        if refused.code != "terms-changed":
            raise
        form.add_error("norms", str(refused.verdict.reason))
        return None
    messages.success(request, _("Thank you. You can go on where you were."))
    return HttpResponseRedirect(_next(request))


def _next(request: SpaceRequest) -> str:
    """Where somebody was going, if that is in this space; else its home."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    home = request.space.get_absolute_url()
    is_local = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_local and wanted.startswith(home) else home
