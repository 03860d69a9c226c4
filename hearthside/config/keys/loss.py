# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the keyring is lost for good: a new one, and an end to what nobody can open."""

from __future__ import annotations

from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from hearthside.config.keys.places import Column, every_place
from hearthside.core.crypto.keyring import new_keyring, write_keyring
from hearthside.ledger.models import Entry, Token


class KeyringIsHere(Exception):
    """There is a keyring; nothing has to be given up."""


def begin_anew() -> int:
    """Make a new keyring and clear what the lost one sealed; return how many values went.

    Sealed words become empty, reasons in the ledger are erased (its chain stays whole),
    and authenticator apps are signed off, so that people come in with their password.

    Raises:
        KeyringIsHere: the keyring is at its place.
    """
    path = Path(settings.KEYRING_FILE)
    if path.exists():
        raise KeyringIsHere(str(path))
    with transaction.atomic():
        gone = sum(_cleared(place) for place in every_place() if isinstance(place, Column))
        Entry.objects.exclude(reason=b"").update(reason=b"")
        gone += Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()[0]
    write_keyring(path, new_keyring())
    return int(gone)


def _cleared(place: Column) -> int:
    """Empty a column of sealed words; a token of the ledger goes whole, as nothing opens it."""
    if place.model is Token:
        return Token.objects.all().delete()[0]
    cleared = 0
    for batch in place.batches():
        for sealed in batch:
            place.replace(sealed, b"")
        cleared += len(batch)
    return cleared
