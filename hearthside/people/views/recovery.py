# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming back with a recovery code."""

from __future__ import annotations

from datetime import datetime

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.core.throttle import count
from hearthside.core.verdicts import Refused
from hearthside.people.actions.recovery import Recovery, SecondStep, recover
from hearthside.people.forms.joining import RecoverForm
from hearthside.people.http import address_of, onward
from hearthside.people.models import Person, sign_in_form
from hearthside.people.queries import codes_left, open_code
from hearthside.people.rules import NO_SUCH_CODE, RECOVERY_BY_ADDRESS, RECOVERY_BY_NAME


@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """Take a name, a code and a new password; sign in where they go together."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    form = RecoverForm(request.POST or None)
    if "shown" in request.GET:
        form.show_password()
    if request.method == "POST" and form.is_valid():
        try:
            return _come_in(request, _recover(request, form, clock.now()))
        except Refused as refused:
            form.add_error(None, str(refused.verdict.reason))
    status = 422 if form.errors else 200
    return render(request, "people/recover.html", {"form": form}, status=status)


def _count_the_try(request: HttpRequest, form: RecoverForm, now: datetime) -> None:
    """Count a wrong try. A right code never waits: or others' tries would keep its owner out."""
    count(RECOVERY_BY_ADDRESS, address_of(request), now)
    count(RECOVERY_BY_NAME, sign_in_form(form.cleaned_data["sign_in_name"]), now)


def _recover(request: HttpRequest, form: RecoverForm, now: datetime) -> Person:
    """Look first, so that only a right code costs the time of hashing a password."""
    name, code = form.cleaned_data["sign_in_name"], form.cleaned_data["code"]
    if open_code(name, code) is None:
        _count_the_try(request, form, now)
        raise Refused(NO_SUCH_CODE)
    lost = form.cleaned_data["take_off"]
    asked = Recovery(
        sign_in_name=name,
        code=code,
        hashed_password=make_password(form.cleaned_data["password"]),
        second_step=SecondStep.TAKE_OFF if lost else SecondStep.KEEP,
    )
    return recover(recovery=asked, now=now)


def _come_in(request: HttpRequest, person: Person) -> HttpResponse:
    left = codes_left(person.id)
    words = ngettext(
        "Your new password is set. You have %(left)d recovery code left.",
        "Your new password is set. You have %(left)d recovery codes left.",
        left,
    )
    messages.success(request, words % {"left": left})
    response: HttpResponse = perform_login(request, person, redirect_url=onward(request))
    return response
