# SPDX-License-Identifier: AGPL-3.0-or-later
"""What helped somebody, for their eyes only."""

from __future__ import annotations

from django.db import models

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record


class Bookmark(Record):
    """A post that helped somebody, with a note to self. The table alone joins nothing.

    ``owner`` stands for the membership, ``key`` for the membership and the post; both blind.
    Which post it is, when it was kept and the note stand inside one padded seal: a bookmark
    of one's own words must not say whose they are.
    """

    owner = models.BinaryField(max_length=32, db_index=True)
    key = models.BinaryField(max_length=32, unique=True)
    kept = SealedTextField()

    def __str__(self) -> str:
        return f"Bookmark {self.id}"
