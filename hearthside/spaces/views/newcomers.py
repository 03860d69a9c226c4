# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page has in common on which somebody picks a name and comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.throttle import Limit, count
from hearthside.core.verdicts import Refused
from hearthside.people.models import Person
from hearthside.spaces.actions._steps import Newcomer
from hearthside.spaces.forms import JoiningForm, OtherNames
from hearthside.spaces.models import Space, new_face
from hearthside.spaces.queries.own import memberships_of

FIELDS = {"name-taken": "name", "no-name": "name", "long-name": "name", "terms-changed": "norms"}
"""Beside which question a refusal belongs."""


NAME_TRIES: Final = Limit("name-in-space", times=20, every=timedelta(hours=1))


def count_name_try(person: Person, space: Space) -> None:
    """Count one try of a person to carry a name in a space. Raises `TooOften`."""
    count(NAME_TRIES, f"{person.id}:{space.id}", clock.now())


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Lead a visitor to make an account, and back here."""
    return HttpResponseRedirect(f"{reverse('join')}?{urlencode({'next': request.path})}")


def fresh_form(form_class: type[JoiningForm]) -> JoiningForm:
    """An empty form: no name in it, a face drawn at random."""
    return form_class(initial={"face": new_face()})


def sent_form(form_class: type[JoiningForm], person: Person, data: dict[str, str]) -> JoiningForm:
    """The form as it was sent; with another face where only that was asked for."""
    if "another-face" in data:
        return form_class(initial=data | {"face": new_face()})
    elsewhere = [place.name for place in memberships_of(person.id)]
    return form_class(data, others=OtherNames(person.sign_in_name, elsewhere))


def is_ready(form: JoiningForm) -> bool:
    """Whether a form can be acted on: complete, and nothing left to warn about."""
    return form.is_bound and form.is_valid() and not form.warnings()


def newcomer_of(form: JoiningForm, person: Person) -> Newcomer:
    """Return who comes in, as the form says."""
    sent = form.cleaned_data
    return Newcomer(person.id, sent["name"], sent["face"], sent["version"])


def taken_in(
    person: Person, space: Space, form: JoiningForm, act: Callable[[], str]
) -> HttpResponse | None:
    """Do what was asked and go on, or put the reason beside the question it belongs to.

    Tries are counted: whoever tried name after name would learn who is in the space.
    """
    count_name_try(person, space)
    try:
        target = act()
    except Refused as refused:
        if refused.code not in FIELDS:
            raise
        form.add_error(FIELDS[refused.code], str(refused.verdict.reason))
        return None
    return HttpResponseRedirect(target)


def welcome(request: HttpRequest, space: Space) -> str:
    """Say hello on the next page; return its address."""
    messages.success(request, _("You are in. Good to have you here."))
    return reverse("spaces:arriving", args=[space.slug])


def show(
    request: HttpRequest, template: str, form: JoiningForm, context: dict[str, object]
) -> HttpResponse:
    """Show the form again with what it needs; a form that was wrong says so in its status."""
    warnings = form.warnings()
    if warnings:
        form.fields["name"].widget.attrs["autofocus"] = True
    shown = {"form": form, "face": form.shown_face(), "warnings": warnings} | context
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, shown, status=status)
