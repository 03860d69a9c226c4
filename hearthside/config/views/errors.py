# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages for when something did not work: what happened to the words, and where help is.

None of them needs the database, the session or a context processor.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hearthside.config.help_files import HelpFiles
from hearthside.core import clock, log
from hearthside.core.throttle import TooOften
from hearthside.people.http import DISCREET_COOKIE
from hearthside.people.models import Person

logger = log.get_logger(__name__)

_LONG_FIELDS = ("title", "text", "words", "answer", "reason", "purpose", "norms", "limits")
"""Where our forms take words that nobody should have to write twice."""


def help_strip(request: HttpRequest) -> SafeString:
    """Return the help lines as they are true now, or the words that are always true.

    They are those of the reader's own country, where one was chosen and has lines.
    """
    files = HelpFiles(settings.HELP_PAGES, {}, settings.LANGUAGE_CODE)
    language, now, reader = get_language() or settings.LANGUAGE_CODE, clock.now(), _reader(request)
    own = f"{reader.country.lower()}/strip.html" if reader and reader.country else "strip.html"
    page = files.find(language, own, now) or files.find(language, "strip.html", now)
    if page is None:
        return loader.render_to_string("directory/help/_strip.html")
    return mark_safe(page.body.decode())  # noqa: S308 — written by our own renderer


def plain_page(
    request: HttpRequest, template: str, *, status: int, **context: object
) -> HttpResponse:
    """Render a page that leans on nothing."""
    reader = _reader(request)
    shared = {
        "help_strip": help_strip(request),
        "site_name": settings.SITE_NAME,
        "discreet": reader.discreet if reader else request.COOKIES.get(DISCREET_COOKIE),
    }
    return HttpResponse(loader.render_to_string(template, {**shared, **context}), status=status)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a device shows of a page it cannot reach. Kept by the service worker."""
    return plain_page(request, "offline.html", status=200)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this reader; both look the same.

    Who was sending words to it reads them here again: their sign-in may have ended, they
    may no longer be in that space, or what they answered to is gone.
    """
    typed = typed_in(request)
    sign_in = _sign_in_again(request) if typed and not _reader(request) else ""
    return plain_page(request, "404.html", status=404, typed=typed, sign_in=sign_in)


def misread(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What a browser sent cannot be read, or came under a name that is not ours."""
    return plain_page(request, "400.html", status=400, typed=typed_in(request))


def forms_only(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address that takes what a form sends was opened like a page, or the reverse."""
    page = plain_page(request, "405.html", status=405, typed=typed_in(request))
    page.headers["Allow"] = allowed
    return page


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something was not allowed, outside our own rules."""
    return plain_page(request, "403.html", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's seal did not match: signed out elsewhere, cookies off, or an old page."""
    logger.info("csrf", code=reason[:60])
    return plain_page(request, "403.html", status=403, form_expired=True, typed=typed_in(request))


def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    """A limit was reached. Says when to try again, keeps what was typed on the page."""
    seconds = max(1, int(error.wait.total_seconds()))
    minutes = -(-seconds // 60)
    page = plain_page(request, "429.html", status=429, minutes=minutes, typed=typed_in(request))
    page.headers["Retry-After"] = str(seconds)
    return page


def wait(request: HttpRequest) -> HttpResponse:
    """A limit of allauth's was reached, which does not say for how long."""
    return plain_page(request, "429.html", status=429, typed=typed_in(request))


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side."""
    return plain_page(request, "500.html", status=500, typed=typed_in(request))


def typed_in(request: HttpRequest) -> str:
    """What the person wrote, so that the page can give it back to copy."""
    try:
        typed = (request.POST.get(name, "").strip("\r\n") for name in _LONG_FIELDS)
        return "\n\n".join(words for words in typed if words)
    except Exception:  # noqa: BLE001 — an error page must not fail over a broken form
        return ""


def _reader(request: HttpRequest) -> Person | None:
    """Return who asks, as found when the request came in: nothing is asked of the database."""
    return getattr(request, "reader", None)


def _sign_in_again(request: HttpRequest) -> str:
    """Return the way to sign in that leads back to the page the words were written on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(
        came_from.path, allowed_hosts=None
    )
    back = f"?{urlencode({'next': came_from.path})}" if here else ""
    return f"{reverse(settings.LOGIN_URL)}{back}"
