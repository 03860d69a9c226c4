# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery codes: shown once, then only counted."""

from __future__ import annotations

import base64
import json
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.core.crypto.keyring import DecryptError, keyring
from hearthside.people.actions.recovery import make_codes
from hearthside.people.forms.joining import PasswordForm
from hearthside.people.http import PersonRequest, onward, person_view, proves
from hearthside.people.queries import codes_left

_KEPT_AS = "recovery_codes"
_BOUND_TO = "people.codes"


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def codes(request: PersonRequest) -> HttpResponse:
    """Show new codes once; otherwise say how many are left, and offer new ones."""
    if shown := _take_from_session(request):
        return render(request, "people/codes_shown.html", {"codes": shown, "next": onward(request)})
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proves(request, form.cleaned_data["password"]):
            made = make_codes(person=request.user, now=clock.now())
            return keep_for_one_page(request, made, resolve_url("account"))
        form.add_error("password", _("That is not your password. Please try once more."))
    return render(
        request,
        "people/codes.html",
        {"form": form, "left": codes_left(request.user.id)},
        status=422 if form.errors else 200,
    )


def keep_for_one_page(request: HttpRequest, made: list[str], after: str) -> HttpResponse:
    """Seal new codes into the session for the one page that shows them, and go there."""
    sealed = keyring().seal(json.dumps(made).encode(), bound_to=_BOUND_TO)
    request.session[_KEPT_AS] = base64.b64encode(sealed).decode()
    return HttpResponseRedirect(f"{resolve_url('recovery_codes')}?{urlencode({'next': after})}")


def _take_from_session(request: PersonRequest) -> list[str]:
    if request.method == "HEAD":  # shows nobody anything, so nothing is used up
        return []
    sealed = request.session.pop(_KEPT_AS, None)
    if not sealed:
        return []
    try:
        opened = keyring().open(base64.b64decode(sealed), bound_to=_BOUND_TO)
    except DecryptError:
        return []
    return cast("list[str]", json.loads(opened))
