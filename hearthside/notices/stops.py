# SPDX-License-Identifier: AGPL-3.0-or-later
"""The link in a mail that stops mails: it holds for ever, and tells nothing of an account."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare

from hearthside.core.crypto.keyring import keyring
from hearthside.notices.hooks import Group

_MAC_BYTES: Final = 16
_ID_BYTES: Final = 16
_GROUPS: Final = tuple(Group)
"""Each has its bit. Add new ones at the end: mails that were sent hold these numbers."""


def stop_token(reaching_id: UUID, groups: Collection[Group]) -> str:
    """Return the word in an address that ends mail of these groups for one person.

    Made with the key of the index, which rotation keeps: an old mail can still be stopped.
    """
    bits = sum(1 << _GROUPS.index(group) for group in set(groups))
    return _text(reaching_id.bytes + bytes([bits]) + _mac(reaching_id, bits))


def read_stop_token(token: str) -> tuple[UUID, list[Group]] | None:
    """Return whose mails of which groups a word ends, or None where we did not make it."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _ID_BYTES + 1 + _MAC_BYTES or _text(raw) != token:
        return None
    reaching_id, bits = UUID(bytes=raw[:_ID_BYTES]), raw[_ID_BYTES]
    if not constant_time_compare(raw[_ID_BYTES + 1 :], _mac(reaching_id, bits)):
        return None
    return reaching_id, [group for n, group in enumerate(_GROUPS) if bits & (1 << n)]


def _mac(reaching_id: UUID, bits: int) -> bytes:
    return keyring().blind("stop mail", reaching_id, bits)[:_MAC_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
