# SPDX-License-Identifier: AGPL-3.0-or-later
"""The address that answers a mail: signed, opaque, and good for thirty days.

``reply+TOKEN@…``: the token is what the domain above says of the subject and the face, the last
day, and two random bytes, sealed. It is of one size whoever is written to, and no two are alike,
also where they lead to the same place. Base32, because mail systems change capitals. It has 55
characters, so that with a name of eight it fits into the 64 of an address (RFC 5321, 4.5.3.1.1).
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings

from hearthside.core.crypto.keyring import DecryptError
from hearthside.core.crypto.short import open_short, seal_short

ABOUT_BYTES: Final = 14
"""What whoever answers a mail may say of it: which face, which subject."""
GOOD_FOR: Final = timedelta(days=30)
"""As long a mail to it is posted."""
KEPT_FOR: Final = timedelta(days=60)
"""As much longer its words are kept for whoever sent them."""
LONGEST_NAME: Final = 8

_PURPOSE: Final = "reply address"
_FIRST_DAY: Final = date(2026, 1, 1)
_RANDOM_BYTES: Final = 2
_SEALED_BYTES: Final = ABOUT_BYTES + 2 + _RANDOM_BYTES + 16
_TOKEN: Final = re.compile(r"[a-z2-7]{55}")


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address said: what it is about, and until when it is good."""

    about: bytes
    until: date
    token: str

    def is_late(self, now: datetime) -> bool:
        """Whether its thirty days are over."""
        return now.date() > self.until

    @property
    def forgotten_on(self) -> date:
        """From when on nothing that is sent to it is kept any more."""
        return self.until + KEPT_FOR


def address_about(about: bytes, *, now: datetime) -> str:
    """Return a fresh address for something; empty where nobody can answer by mail here."""
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    if not host or len(about) != ABOUT_BYTES:
        return ""
    day = ((now + GOOD_FOR).date() - _FIRST_DAY).days
    plain = about + day.to_bytes(2, "big") + secrets.token_bytes(_RANDOM_BYTES)
    sealed = seal_short(plain, purpose=_PURPOSE)
    token = base64.b32encode(sealed).rstrip(b"=").decode().lower()
    return f"{name}+{token}@{host}"


def opened_among(addresses: Iterable[str]) -> Opened | None:
    """Return what the first of these addresses says that is one of ours; None where none is."""
    name, _, host = settings.REPLY_ADDRESS.lower().partition("@")
    for address in addresses:
        local, _, at = address.strip().lower().rpartition("@")
        prefix, _, token = local.partition("+")
        if host and (prefix, at) == (name, host) and (found := _opened(token)):
            return found
    return None


def _opened(token: str) -> Opened | None:
    if not _TOKEN.fullmatch(token):
        return None
    try:
        sealed = base64.b32decode(token.upper() + "=", casefold=False)
        plain = open_short(sealed[:_SEALED_BYTES], purpose=_PURPOSE)
    except (binascii.Error, DecryptError):
        return None
    canonical = base64.b32encode(sealed[:_SEALED_BYTES]).rstrip(b"=").decode().lower()
    if canonical != token or len(plain) != ABOUT_BYTES + 2 + _RANDOM_BYTES:
        return None
    day = int.from_bytes(plain[ABOUT_BYTES : ABOUT_BYTES + 2], "big")
    return Opened(plain[:ABOUT_BYTES], _FIRST_DAY + timedelta(days=day), token)
