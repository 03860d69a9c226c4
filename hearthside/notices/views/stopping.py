# SPDX-License-Identifier: AGPL-3.0-or-later
"""The link in a mail that stops mails: without signing in, with one click."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.notices.actions.reaching import stop_mail
from hearthside.notices.hooks import Group
from hearthside.notices.stops import read_stop_token


@csrf_exempt  # a mail programme posts here by itself (RFC 8058); the token is the right to do so
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET, which changes nothing: mail programmes follow links), then stop (POST)."""
    found = read_stop_token(token)
    if found is None:
        raise Http404
    reaching_id, groups = found
    is_done = request.method == "POST"
    if is_done:
        everything = request.POST.get("stop") == "everything"
        stop_mail(
            reaching_id=reaching_id, groups=list(Group) if everything else groups, now=clock.now()
        )
    context = {"is_done": is_done, "groups": {group.value for group in groups}}
    return render(request, "notices/stop.html", context)
