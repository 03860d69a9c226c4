# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where somebody is signed in, without addresses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.ids import id_in
from hearthside.people.actions.sign_ins import end_sign_in, end_sign_ins
from hearthside.people.http import PersonRequest, person_view
from hearthside.people.queries import sign_ins_of


@require_safe
@person_view
def sign_ins(request: PersonRequest) -> HttpResponse:
    """List the devices: in words, since when, and on which day last."""
    here = request.session.sign_in
    context = {
        "sign_ins": sign_ins_of(request.user.id, clock.now()),
        "here_id": here.id if here else None,
    }
    return render(request, "people/sign_ins.html", context)


@require_POST
@person_view
def ending(request: PersonRequest) -> HttpResponse:
    """End one sign-in, or all but this one."""
    now, person_id, here = clock.now(), request.user.id, request.session.sign_in
    chosen = id_in(request.POST.get("sign_in", ""))
    if chosen:
        end_sign_in(person_id=person_id, sign_in_id=chosen, now=now)
        messages.success(request, _("That device is signed out."))
    else:
        end_sign_ins(person_id=person_id, keep=here.id if here else None, now=now)
        messages.success(request, _("You are signed out everywhere but here."))
    return HttpResponseRedirect(resolve_url("sign_ins"))
