# SPDX-License-Identifier: AGPL-3.0-or-later
"""Closing one's account, and staying after all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.people.http import EMPTY_THE_DEVICE, PersonRequest, person_view, proves
from hearthside.privacy.actions.leaving import ask_to_leave, leave, stay
from hearthside.privacy.forms import LeavingForm, When
from hearthside.privacy.hooks import Leave
from hearthside.privacy.queries import departure_of, holders, holds
from hearthside.privacy.rules.leaving import UNDO_DAYS


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def leaving(request: PersonRequest) -> HttpResponse:
    """Say plainly what happens and what is kept until when, ask what stays, let somebody go."""
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proves(request, form.cleaned_data["password"]):
            return _go(request, Leave(form.cleaned_data["how"]), When(form.cleaned_data["when"]))
        form.add_error("password", _("That is not your password. Please try once more."))
    context = {
        "form": form,
        "spaces": [holder.where for holder in holders(request.user.id)[1:]],
        "departure": departure_of(request.user.id),
        "holds": holds(),
    }
    return render(request, "privacy/leaving.html", context, status=422 if form.errors else 200)


@require_POST
@person_view
def staying(request: PersonRequest) -> HttpResponse:
    """Undo it: the account stays as it was."""
    if stay(person=request.user, now=clock.now()):
        messages.success(request, _("Your account stays, with everything in it. Good to have you."))
    return HttpResponseRedirect(resolve_url("account"))


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say goodbye to somebody who has left."""
    return render(request, "privacy/left.html")


@require_safe
def left_soon(request: HttpRequest) -> HttpResponse:
    """Say goodbye to somebody whose account closes in some days, and how to come back."""
    return render(request, "privacy/left_soon.html", {"days": UNDO_DAYS})


def _go(request: PersonRequest, how: Leave, when: When) -> HttpResponse:
    """Erase, now or in some days, and leave nothing on the device."""
    if when == When.AT_ONCE:
        leave(person=request.user, how=how, now=clock.now())
    else:
        ask_to_leave(person=request.user, how=how, now=clock.now())
    logout(request)
    page = "privacy:left" if when == When.AT_ONCE else "privacy:left_soon"
    response = HttpResponseRedirect(resolve_url(page))
    response.headers["Clear-Site-Data"] = EMPTY_THE_DEVICE
    return response
