# SPDX-License-Identifier: AGPL-3.0-or-later
"""Language and appearance, for everybody: kept on the device, and with an account too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.people.actions.choices import Choices, keep_choices
from hearthside.people.forms.choices import LanguageForm
from hearthside.people.http import (
    APPEARANCE_COOKIE,
    DISCREET_COOKIE,
    appearance_of,
    is_discreet,
    onward,
)
from hearthside.people.models import Appearance, Person

_KEPT_FOR = timedelta(days=365)
Answer = TypeVar("Answer", bound=HttpResponse)


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language, light or dark and a discreet tab, and go back to where one was."""
    now_chosen = {
        "language": request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        "appearance": appearance_of(request) or Appearance.DEVICE,
        "discreet": is_discreet(request),
    }
    form = LanguageForm(request.POST or None, initial=now_chosen)
    if request.method == "POST" and form.is_valid():
        choices = Choices(
            language=form.cleaned_data["language"],
            appearance=Appearance(form.cleaned_data["appearance"]),
            discreet=form.cleaned_data["discreet"],
        )
        if isinstance(person := request.user, Person):
            keep_choices(
                person=person,
                choices=replace(choices, zone=person.zone, country=person.country),
                now=clock.now(),
            )
        return remember_on_device(HttpResponseRedirect(onward(request, "front")), choices)
    context = {"form": form, "next": onward(request, "front")}
    return render(request, "people/language.html", context, status=422 if form.errors else 200)


def remember_on_device(response: Answer, choices: Choices) -> Answer:
    """Keep in cookies what signed-out pages follow, too."""
    appearance = "" if choices.appearance == Appearance.DEVICE else choices.appearance
    for name, value in (
        (settings.LANGUAGE_COOKIE_NAME, choices.language),
        (APPEARANCE_COOKIE, appearance),
        (DISCREET_COOKIE, "yes" if choices.discreet else ""),
    ):
        if value:
            response.set_cookie(
                name, value, max_age=_KEPT_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
        else:
            response.delete_cookie(name, samesite="Lax")
    return response
