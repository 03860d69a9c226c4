# SPDX-License-Identifier: AGPL-3.0-or-later
"""The faces a member has beside their name, which nobody but they can join to it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import read_ids
from hearthside.spaces.models import Membership, OtherFaces


def faces_key(person_id: UUID, slug: str) -> bytes:
    """Return the blind key of somebody's other faces in the space at this address."""
    return keyring().blind("other-faces", person_id, slug)


def keys_of(membership_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Return the blind keys of these memberships' other faces."""
    rows = Membership.objects.filter(id__in=list(membership_ids))
    whose = rows.values_list("id", "person_id", "space__slug")
    return {member: faces_key(person, slug) for member, person, slug in whose}


def other_faces(membership_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return the voices that these memberships speak with without their name. Two queries."""
    keys = keys_of(membership_ids)
    found = OtherFaces.objects.filter(key__in=list(keys.values()))
    kept = {bytes(row.key): read_ids(row.kept) for row in found}
    return {member: kept.get(key, frozenset()) for member, key in keys.items()}
