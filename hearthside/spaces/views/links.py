# SPDX-License-Identifier: AGPL-3.0-or-later
"""Showing a new link to its maker, once: it travels to the next page in a signed cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

_COOKIE = "new-link"
_SECONDS = 60


def carried(secret: str, *, to: str) -> HttpResponse:
    """Go on to the page ``to``, taking the secret along."""
    response = HttpResponseRedirect(to)
    response.set_signed_cookie(
        _COOKIE,
        secret,
        salt=to,
        max_age=_SECONDS,
        path=to,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


def arrived(request: HttpRequest, name: str) -> str:
    """Return the whole link that was just made, or empty text. ``name``: of its address."""
    secret = request.get_signed_cookie(_COOKIE, None, salt=request.path, max_age=_SECONDS)
    if not secret:
        return ""
    return request.build_absolute_uri(reverse(name, args=[secret]))


def shown(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Forget the secret, so that the page shows it this once."""
    if _COOKIE in request.COOKIES:
        response.delete_cookie(_COOKIE, path=request.path, samesite="Strict")
    return response
