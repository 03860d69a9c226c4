# SPDX-License-Identifier: AGPL-3.0-or-later
"""The browsers somebody lets us wake."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearthside.core import clock
from hearthside.notices.actions.devices import Browser, add_device, end_device
from hearthside.people.http import PersonRequest, person_view
from hearthside.people.rules import device_name


@require_POST
@person_view
def devices(request: PersonRequest) -> HttpResponse:
    """Let us wake the browser that asks. Its script fills the form in; nobody types this."""
    if not settings.PUSH:
        raise Http404
    browser = Browser(
        endpoint=request.POST.get("endpoint", ""),
        p256dh=request.POST.get("p256dh", ""),
        auth=request.POST.get("auth", ""),
    )
    device = device_name(request.headers.get("User-Agent", ""))
    add_device(person=request.user, browser=browser, device=device, now=clock.now())
    messages.success(request, _("This device is told from now on."))
    return HttpResponseRedirect(reverse("notices:reaching"))


@require_POST
@person_view
def ending(request: PersonRequest, device_id: UUID) -> HttpResponse:
    """Wake one browser no more."""
    end_device(person_id=request.user.id, device_id=device_id, now=clock.now())
    messages.success(request, _("That device is not told any more."))
    return HttpResponseRedirect(reverse("notices:reaching"))
