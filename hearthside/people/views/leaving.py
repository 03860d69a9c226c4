# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving: quickly, and by signing out. Both empty the device."""

from __future__ import annotations

from allauth.account.views import LogoutView
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hearthside.core.log import get_logger
from hearthside.people.http import EMPTY_THE_DEVICE
from hearthside.people.sessions import SessionStore

logger = get_logger(__name__)


class SeeOther(HttpResponseRedirect):
    """A redirect that is always followed with GET."""

    status_code = 303


@csrf_exempt  # a page that has lain open for hours, or a script that has no form, must get out too
@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End this session, empty the device, and go somewhere neutral.

    Works without script, without a session, and while the database is down.
    """
    response = SeeOther(settings.EXIT_URL)
    response.headers["Cache-Control"] = "no-store"
    if not _is_meant(request):
        return response
    _end_session(request)
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)  # or a new cookie would be set
    for name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = EMPTY_THE_DEVICE
    return response


def _is_meant(request: HttpRequest) -> bool:
    """Whether a person asked, rather than a browser guessing ahead or another site's picture."""
    headers = request.headers
    guessed = "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))
    planted = (
        headers.get("Sec-Fetch-Site") == "cross-site"
        and headers.get("Sec-Fetch-Mode") != "navigate"
    )
    return request.method != "HEAD" and not guessed and not planted


def _end_session(request: HttpRequest) -> None:
    """End the session, or at least forget it here: nothing may keep somebody on the page."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    request.session = SessionStore()  # so that nothing is written on the way out
    try:
        if key:
            SessionStore(key).delete()
    except Error as error:
        logger.warning("exit-without-database", code=type(error).__name__)


class SignOut(LogoutView):  # type: ignore[misc]  # allauth has no types
    """Ask once, sign out, and leave nothing on the device."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out."""
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = EMPTY_THE_DEVICE
        return response


sign_out = SignOut.as_view()
