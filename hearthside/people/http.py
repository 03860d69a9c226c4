# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is asking: the account behind a request, loaded with its session in one query."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from hearthside.core import clock
from hearthside.core.log import truncated_address
from hearthside.people.models import Appearance, Person
from hearthside.people.sessions import SessionStore

APPEARANCE_COOKIE, DISCREET_COOKIE = "appearance", "discreet"
EMPTY_THE_DEVICE = '"cache", "storage"'
"""What ``Clear-Site-Data`` says where somebody leaves or signs out."""

Handler = Callable[[HttpRequest], HttpResponse]
P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request by somebody who is signed in."""

    user: Person
    session: SessionStore


def person_middleware(get_response: Handler) -> Handler:
    """Give each request its ``user``, loaded when first asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[assignment]
        if isinstance(request.session, SessionStore):
            request.session.user_agent = request.META.get("HTTP_USER_AGENT", "")
        return get_response(request)

    return middleware


class proof_first:  # noqa: N801 — named as a function, as its neighbours are
    """Send somebody to prove who they are, before something that matters.

    Stands where allauth would keep the whole request in the session, address and cookies
    included. The page asked for comes again afterwards; a form is filled in once more.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the one exception this is for."""
        if not isinstance(error, ReauthenticationRequired):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        door = methods[0]["url"] if methods else resolve_url("account_login")
        return HttpResponseRedirect(
            f"{door}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"
        )


def person_view(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For people who are signed in; others sign in first and come back."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # login_required saw to it

    return login_required(wrapped)


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from, without what tells one household from the next."""
    return truncated_address(request.META.get("REMOTE_ADDR", ""))


def onward(request: HttpRequest, otherwise: str = "home") -> str:
    """Return the page to go on to: ``next`` where it is one of ours, or ``otherwise``."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return resolve_url(otherwise) if otherwise else ""


def proves(request: PersonRequest, password: str) -> bool:
    """Whether the password is theirs, asked again before something that matters.

    Raises:
        TooOften: too many tries.
    """
    return bool(get_adapter().reauthenticate(request.user, password))


def appearance_of(request: HttpRequest) -> str:
    """Return "light" or "dark" where this reader chose one, with the account or on the device."""
    chosen = request.COOKIES.get(APPEARANCE_COOKIE, "")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        chosen = getattr(request.user, "appearance", "")
    return chosen if chosen in (Appearance.LIGHT, Appearance.DARK) else ""


def is_discreet(request: HttpRequest) -> bool:
    """Whether this reader wants a tab that tells nothing, with the account or on the device."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return bool(getattr(request.user, "discreet", False))
    return bool(request.COOKIES.get(DISCREET_COOKIE))


def _person_of(request: HttpRequest) -> Person | AnonymousUser:
    """Return the person of this session; a password set elsewhere has ended it."""
    session = request.session
    if not isinstance(session, SessionStore) or not session.session_key:
        return AnonymousUser()
    kept_hash = session.get(HASH_SESSION_KEY, "")
    person = session.person
    if person is None or not person.is_active:
        return AnonymousUser()
    if not constant_time_compare(kept_hash, person.get_session_auth_hash()):
        session.flush()
        return AnonymousUser()
    _note_the_day(session)
    return person


def _note_the_day(session: SessionStore) -> None:
    """Have the session written once a day: when its device was last here, and so how long it lasts.

    Who comes back is not signed out in the middle of a sentence sixty days after signing in.
    """
    if session.seen_on is not None and session.seen_on < clock.now().date():
        session.modified = True
