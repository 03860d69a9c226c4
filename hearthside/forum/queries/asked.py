# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody looks for, sealed into the address of the page that answers.

Nothing of it is kept here. Whoever reads the address (a browser's history, a proxy's log) finds
letters of always the same number, which open in this sign-in alone and for half an hour: the
way back from a result works, and the next morning nobody reads what somebody looked for.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta

from hearthside.core.crypto.keyring import DecryptError, Keyring, keyring
from hearthside.forum.queries.search import Asked
from hearthside.spaces.rules.standing import Standing

OPENS_FOR = timedelta(minutes=30)
_SIZE = 720
"""Every sealed text is as long, whatever was looked for: a hundred letters at most."""


def sealed(asked: Asked, by: Standing, session_key: str) -> str:
    """Return what stands in the address."""
    told = json.dumps(
        {"w": asked.words, "t": asked.at.timestamp(), "n": asked.below}, ensure_ascii=False
    )
    size = _SIZE - len(told.encode()) + len(told)
    ring = _ring(session_key)
    bytes_sealed = ring.seal(told.ljust(size).encode(), bound_to=_bound_to(by))
    return base64.urlsafe_b64encode(bytes_sealed).decode().rstrip("=")


def opened(text: str, by: Standing, session_key: str, now: datetime) -> Asked | None:
    """Return what was asked; None where it was another sign-in or space, or too long ago."""
    try:
        bytes_sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        told = json.loads(_ring(session_key).open(bytes_sealed, bound_to=_bound_to(by)))
        asked = Asked(told["w"], datetime.fromtimestamp(told["t"], UTC), told["n"])
    except (DecryptError, ValueError, binascii.Error):
        return None
    return asked if now - asked.at <= OPENS_FOR else None


def _ring(session_key: str) -> Keyring:
    """A ring of one key that ends with the sign-in; the database keeps only a digest of it."""
    key = keyring().blind("search", session_key)
    return Keyring("s", {"s": key}, key)


def _bound_to(by: Standing) -> str:
    return f"search.{by.member_id}"
