# SPDX-License-Identifier: AGPL-3.0-or-later
"""Closing one's account."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.people.http import EMPTY_THE_DEVICE, PersonRequest, person_view, proves
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.forms import LeavingForm
from hearthside.privacy.hooks import Leave
from hearthside.privacy.queries import holders


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def leaving(request: PersonRequest) -> HttpResponse:
    """Say plainly what happens, ask what stays, and let somebody go."""
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proves(request, form.cleaned_data["password"]):
            return _go(request, Leave(form.cleaned_data["how"]))
        form.add_error("password", _("That is not your password. Please try once more."))
    spaces = [holder.where for holder in holders(request.user.id)[1:]]
    context = {"form": form, "spaces": spaces}
    return render(request, "privacy/leaving.html", context, status=422 if form.errors else 200)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say goodbye to somebody who has left."""
    return render(request, "privacy/left.html")


def _go(request: PersonRequest, how: Leave) -> HttpResponse:
    """Erase, and leave nothing on the device."""
    leave(person=request.user, how=how, now=clock.now())
    logout(request)
    response = HttpResponseRedirect(resolve_url("privacy:left"))
    response.headers["Clear-Site-Data"] = EMPTY_THE_DEVICE
    return response
