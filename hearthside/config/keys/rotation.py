# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the key that seals, sealing the old values again, and letting old keys go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hearthside.config.keys.places import Place, every_place
from hearthside.core.crypto.keyring import (
    Keyring,
    key_id,
    keyring,
    with_new_key,
    without_old_keys,
    write_keyring,
)

Heard = Callable[[str, int], None]
"""Is told the name of a place and how many of its values were sealed again."""


class StillInUse(Exception):
    """Values are still sealed with an old key. Carries how many."""

    def __init__(self, values: int) -> None:
        super().__init__(values)
        self.values = values


def uses() -> Counter[str]:
    """Return how many values each key seals, the keys without any included."""
    counted: Counter[str] = Counter(dict.fromkeys(keyring().keys, 0))
    for place in every_place():
        for batch in place.batches():
            counted.update(key_id(sealed.value) for sealed in batch)
    return counted


def under_old_keys() -> int:
    """Return how many values are sealed with another key than the current one."""
    return uses().total() - uses()[keyring().current]


def rotate(heard: Heard) -> bool:
    """Seal everything with a new key; return whether a new key was needed.

    Can be stopped at any time and started again: where values of an older rotation are
    left, it goes on with those and makes no further key. Old keys stay on the ring.
    """
    is_fresh = not under_old_keys()
    if is_fresh:
        write_keyring(Path(settings.KEYRING_FILE), with_new_key(keyring()))
    while any(reseal(place, keyring(), heard) for place in every_place()):
        """A server may have sealed with the old key while it read the new one: look again."""
    return is_fresh


def reseal(place: Place, ring: Keyring, heard: Heard) -> int:
    """Seal what older keys sealed in one place; return how many values that was."""
    changed = 0
    for batch in place.batches():
        with transaction.atomic():
            for sealed in batch:
                if key_id(sealed.value) != ring.current:
                    opened = ring.open(sealed.value, bound_to=sealed.bound_to)
                    place.replace(sealed, ring.seal(opened, bound_to=sealed.bound_to))
                    changed += 1
    if changed:
        heard(place.name, changed)
    return changed


def prune(now: datetime) -> Path:
    """Take the old keys off the ring; return the file where the ring is kept as it was.

    Older backups are opened with the older ring only, so it is moved aside, not destroyed.

    Raises:
        StillInUse: values are sealed with an old key.
    """
    if left := under_old_keys():
        raise StillInUse(left)
    path, ring = Path(settings.KEYRING_FILE), keyring()
    older = path.with_name(f"{path.name}.until-{now:%Y%m%dT%H%M%SZ}")
    write_keyring(older, ring)
    write_keyring(path, without_old_keys(ring))
    return older
