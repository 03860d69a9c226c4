# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is asking: the account behind a request, loaded with its session in one query."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from hearthside.core import clock
from hearthside.people.models import Person, SignIn
from hearthside.people.rules import device_name
from hearthside.people.sessions import SessionStore


def person_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its ``user``, loaded when first asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[assignment]
        if isinstance(request.session, SessionStore):
            request.session.device = device_name(request.headers.get("User-Agent", ""))
        return get_response(request)

    return middleware


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
    """Remember by the day when a device was last here; one write a day."""
    today = clock.now().date()
    if session.sign_in is not None and session.sign_in.seen_on < today:
        SignIn.objects.filter(pk=session.sign_in.pk).update(seen_on=today)
        session.sign_in.seen_on = today
