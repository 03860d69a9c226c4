# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining: a made-up name, a password, and recovery codes shown once."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.core.throttle import count
from hearthside.core.verdicts import ALLOWED, Refused, Verdict
from hearthside.people.actions.joining import Newcomer, join
from hearthside.people.forms.joining import JoinForm
from hearthside.people.hooks import may_join
from hearthside.people.http import address_of, onward
from hearthside.people.rules import JOINING, NAME_TAKEN
from hearthside.people.views.codes import keep_for_one_page

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password; warn once where the name may give somebody away."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    verdict = _may_join()
    if not verdict:
        return render(request, "people/join_closed.html", {"verdict": verdict}, status=403)
    if request.method != "POST":
        return _page(request, JoinForm())
    count(JOINING, address_of(request), clock.now())
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.needs_a_word:
        return _page(request, form, warning=True)
    return _join(request, form)


@require_safe
def under_18(request: HttpRequest) -> HttpResponse:
    """Who is there for somebody younger. Never a bare refusal."""
    return render(request, "people/under_18.html")


def _may_join() -> Verdict:
    """Return the first "no", or yes."""
    return next((verdict for verdict in may_join.ask() if not verdict), ALLOWED)


def _page(
    request: HttpRequest, form: JoinForm, *, warning: bool = False, status: int = 200
) -> HttpResponse:
    if "shown" in request.GET:
        form.show_password()
    context = {"form": form, "warning": warning, "next": onward(request, "")}
    return render(request, "people/join.html", context, status=status)


def _join(request: HttpRequest, form: JoinForm) -> HttpResponse:
    """Make the account, sign its person in, and go on to the codes."""
    newcomer = Newcomer(
        sign_in_name=form.cleaned_data["sign_in_name"],
        hashed_password=make_password(form.cleaned_data["password"]),
        says_adult=form.cleaned_data["adult"],
    )
    try:
        joined = join(newcomer=newcomer, now=clock.now())
    except Refused as refused:
        if refused.code != NAME_TAKEN.code:
            raise
        form.add_error("sign_in_name", str(refused.verdict.reason))
        return _page(request, form, status=422)
    login(request, joined.person, backend=_BACKEND)
    record_authentication(request, joined.person, method="password", reauthenticated=True)
    return keep_for_one_page(request, joined.codes, onward(request, "home"))
