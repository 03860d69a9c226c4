# SPDX-License-Identifier: AGPL-3.0-or-later
"""One's own account: what can be chosen, and every way in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.people.actions.choices import Choices, keep_choices
from hearthside.people.forms.choices import ChoicesForm
from hearthside.people.http import PersonRequest, person_view
from hearthside.people.models import Appearance
from hearthside.people.queries import ways_in
from hearthside.people.views.choices import remember_on_device


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def account(request: PersonRequest) -> HttpResponse:
    """Show and keep what somebody chooses for the whole place."""
    person = request.user
    initial = {name: getattr(person, name) for name in ChoicesForm.base_fields}
    form = ChoicesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _keep(request, form)
    context = {
        "form": form,
        "ways": ways_in(person, clock.now()),
        "person_name": person.sign_in_name,
    }
    return render(request, "people/account.html", context, status=422 if form.errors else 200)


def _keep(request: PersonRequest, form: ChoicesForm) -> HttpResponse:
    chosen = form.cleaned_data
    choices = Choices(
        language=chosen["language"],
        appearance=Appearance(chosen["appearance"]),
        zone=chosen["zone"],
        country=chosen["country"],
        discreet=chosen["discreet"],
    )
    keep_choices(person=request.user, choices=choices, now=clock.now())
    with translation.override(chosen["language"] or settings.LANGUAGE_CODE):
        messages.success(request, _("Your choices are kept."))
    return remember_on_device(HttpResponseRedirect(resolve_url("account")), choices)
