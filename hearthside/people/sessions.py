# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where sessions live: one row a sign-in, found by a digest, with its person in one query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, router, transaction
from django.db.models import QuerySet

from hearthside.core import clock
from hearthside.core.prepared import TEXT, Prepared
from hearthside.core.records import as_read, columns_of
from hearthside.people.models import Person, SignIn
from hearthside.people.rules import device_name

_SIGN_IN = columns_of(SignIn)
_PERSON = columns_of(Person)


def _loaded(key: str) -> QuerySet[SignIn, Any]:
    person = (f"person__{name}" for name in _PERSON)
    return SignIn.objects.filter(session_key=key).values_list(*_SIGN_IN, *person)


_LOADED = Prepared(_loaded, key=TEXT)


def digest_of(key: str) -> str:
    """Return what the database keeps of a session key."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:40]


class SessionStore(SessionBase):
    """Django's session, kept in `SignIn`; also knows the person, loaded along with it."""

    person: Person | None = None
    user_agent = ""
    _row: Sequence[Any] = ()

    def load(self) -> dict[str, Any]:
        """Read the row and its person together."""
        rows = _LOADED.rows(key=digest_of(self.session_key or ""))
        if not rows or rows[0][_SIGN_IN.index("expire_date")] <= clock.now():
            self._session_key = None
            return {}
        self._row = rows[0]
        if self._row[len(_SIGN_IN)] is not None:
            self.person = as_read(Person, self._row[len(_SIGN_IN) :])
        held: dict[str, Any] = json.loads(_opened(self._row[_SIGN_IN.index("session_data")]))
        return held

    @property
    def sign_in(self) -> SignIn | None:
        """The row of this session, as it was when the request came in."""
        if not self._row:
            return None
        return as_read(SignIn, self._row[: len(_SIGN_IN)])

    @property
    def seen_on(self) -> date | None:
        """The day on which this device was last here, before today's first visit."""
        return self._row[_SIGN_IN.index("seen_on")] if self._row else None

    def exists(self, session_key: str | None = None) -> bool:
        """Whether a key is taken."""
        return SignIn.objects.filter(session_key=digest_of(session_key or "")).exists()

    def create(self) -> None:
        """Begin an empty session under a fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # not in the stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the session; ``person`` follows what the session says of who is signed in."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # not in the stubs
        now = clock.now()
        values: dict[str, Any] = {
            "session_data": self.encode(data),
            "expire_date": _end_of_day(self.get_expiry_date()),
            "person_id": data.get(SESSION_KEY),
            "seen_on": now.date(),
        }
        if device := device_name(self.user_agent):
            values["device"] = device
        key = digest_of(self.session_key)
        if must_create:
            self._insert(key, values | {"began_at": now})
        elif not SignIn.objects.filter(session_key=key).update(**values):
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key:
            SignIn.objects.filter(session_key=digest_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what has run out."""
        SignIn.objects.filter(expire_date__lt=clock.now()).delete()

    def _insert(self, key: str, values: dict[str, Any]) -> None:
        try:
            with transaction.atomic(using=router.db_for_write(SignIn)):
                SignIn.objects.create(session_key=key, **values)
        except IntegrityError as error:
            raise CreateError from error


def _end_of_day(at: datetime) -> datetime:
    """The next midnight: the exact end would tell when somebody came by on the day before."""
    return datetime.combine(at.date() + timedelta(days=1), time(), UTC)


@lru_cache(maxsize=2048)
def _opened(session_data: str) -> str:
    """What a session holds, as JSON; its seal is checked once for each state it was in."""
    return json.dumps(SessionStore().decode(session_data))
