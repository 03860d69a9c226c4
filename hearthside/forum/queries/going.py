# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which voices without a name are still to go, and when: a sealed list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hearthside.core.crypto.padding import padded
from hearthside.spaces.queries.faces import other_faces

_SMALLEST = 2048
"""Characters of the smallest list; longer ones double, so that a size tells next to nothing."""


def read_going(kept: str) -> dict[UUID, datetime]:
    """Return the voices of an opened list, each with its instant."""
    return {UUID(hex=face): datetime.fromisoformat(at) for face, at in json.loads(kept).items()}


def written_going(going: Mapping[UUID, datetime]) -> str:
    """Write such a list, padded."""
    text = json.dumps({face.hex: at.isoformat() for face, at in going.items()})
    return padded(text, smallest=_SMALLEST)


def faces_of(membership_ids: list[UUID]) -> frozenset[UUID]:
    """Return every voice that these memberships speak with without their name."""
    return frozenset().union(*other_faces(membership_ids).values())
