# SPDX-License-Identifier: AGPL-3.0-or-later
"""In which language a page speaks, and how a refusal becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from hearthside.config.languages import offered_languages
from hearthside.config.views.errors import (
    forms_only,
    help_strip,
    not_found,
    too_often,
    typed_in,
)
from hearthside.core import log
from hearthside.core.htmx import wants_fragment
from hearthside.core.throttle import TooOften
from hearthside.core.verdicts import Refused
from hearthside.people.models import Person

Handler = Callable[[HttpRequest], HttpResponse]
logger = log.get_logger(__name__)


class compressed(GZipMiddleware):  # noqa: N801 — named as a function, as its neighbours are
    """Compress pages. Django adds random bytes, so that sizes tell nothing (BREACH)."""


def only_where_it_leads(get_response: Handler) -> Handler:
    """Answer a form's script, which follows where the form led to, with no page.

    It wants the address alone and opens it then: made twice, a page would say "your words are
    kept" to the script, and what is written down about reading it would be written twice.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and "X-Only-Where" in request.headers:
            return HttpResponse(status=204)
        return get_response(request)

    return middleware


def language(get_response: Handler) -> Handler:
    """Speak the person's language: their choice, else the cookie, else the browser's.

    Only languages whose crisis text a person has reviewed are offered.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        person = _person_of(request)
        request.reader = person  # type: ignore[attr-defined]  # so that no error page asks again
        code = _chosen(request, person)
        translation.activate(code)
        _set_clock(person)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


def _person_of(request: HttpRequest) -> Person | None:
    """Return who is asking; nobody while the database is down, so that the ways out still work."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        return request.user if isinstance(request.user, Person) else None
    except Error:
        return None


def _chosen(request: HttpRequest, person: Person | None) -> str:
    offered = offered_languages()
    wanted = person.language if person else ""
    wanted = wanted or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if wanted in offered:
        return wanted
    found = translation.get_language_from_request(request)
    return found if found in offered else settings.LANGUAGE_CODE


def _set_clock(person: Person | None) -> None:
    """Show times as the person's own clock has them."""
    if person and person.zone:
        with suppress(ZoneInfoNotFoundError, ValueError):
            timezone.activate(ZoneInfo(person.zone))
            return
    timezone.deactivate()


class kind_refusals:  # noqa: N801 — named as a function, as its neighbours are
    """Turn a refusal into a page or fragment with its reason, and "too often" into a wait."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return forms_only(request, response.headers["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what the domain refused; everything else goes on to the error page."""
        if isinstance(error, TooOften):
            return too_often(request, error)
        if not isinstance(error, Refused):
            return None
        if error.code == "not-here":
            return not_found(request, error)
        logger.info("refused", code=error.code)
        template = "ui/_refusal.html" if wants_fragment(request) else "refused.html"
        context = {
            "verdict": error.verdict,
            "typed": typed_in(request),
            "help_strip": help_strip(request),
        }
        return render(request, template, context, status=403)
