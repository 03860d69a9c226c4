# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page on which somebody chooses how they are reached."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.notices.actions.devices import make_push_key
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.forms import ReachingForm
from hearthside.notices.models import Reaching
from hearthside.notices.queries import devices_of
from hearthside.people.http import PersonRequest, person_view
from hearthside.people.queries import confirmed_address


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def reaching(request: PersonRequest) -> HttpResponse:
    """Show and keep how somebody is reached outside the house, and what leaves it then."""
    person = request.user
    wishes = getattr(person, "reaching", None) or Reaching(person=person)
    form = ReachingForm(request.POST or None, reaching=wishes, with_push=settings.PUSH)
    if request.method == "POST" and form.is_valid():
        keep_wishes(person=person, wishes=form.cleaned_data, now=clock.now())
        messages.success(request, _("Your choices are kept."))
        return HttpResponseRedirect(reverse("notices:reaching"))
    context = {
        "form": form,
        "person": person,
        "address": confirmed_address(person.id),
        "mail_goes_out": settings.MAIL_GOES_OUT,
        "push_key": make_push_key(now=clock.now()).public if settings.PUSH else "",
        "devices": devices_of(person.id) if settings.PUSH else [],
    }
    return render(request, "notices/reaching.html", context, status=422 if form.errors else 200)
