# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealing a few bytes so that they stay few: for what has to fit into an address.

AES-SIV (RFC 5297): sixteen bytes more than what is sealed, and these are proof that we made it.
Two sealed values show that they hold the same only where they do, to the last byte; who seals
puts something random in. The key is made of that of the index, which rotation keeps.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from hearthside.core.crypto.keyring import DecryptError, keyring


def seal_short(plain: bytes, *, purpose: str) -> bytes:
    """Return bytes that tell nothing of ``plain``, and that nobody else can make."""
    return _box(purpose).encrypt(plain, None)


def open_short(sealed: bytes, *, purpose: str) -> bytes:
    """Return what `seal_short` was given.

    Raises:
        DecryptError: we did not make these bytes, or for another purpose.
    """
    try:
        return _box(purpose).decrypt(sealed, None)
    except (InvalidTag, ValueError) as error:
        raise DecryptError(purpose) from error


def _box(purpose: str) -> AESSIV:
    ring = keyring()
    return AESSIV(ring.blind("short", purpose, 1) + ring.blind("short", purpose, 2))
