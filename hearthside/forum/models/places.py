# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one reader keeps about a conversation, and words not yet sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.forum.models.threads import Thread
from hearthside.spaces.models import InSpace


class Place(InSpace):
    """What one member keeps about one conversation: read up to, followed, hidden, and which
    voices without a name they keep away there (``away``: id → distance).

    Found by a blind key over membership and conversation, for everybody alike: if only those
    who speak without their name had no plain one, that would name them. ``owner`` says,
    sealed, whose it is and under which face they hear of the conversation.
    """

    key = models.BinaryField(max_length=32, unique=True)
    owner = SealedTextField()
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="places")
    read_to = models.DateTimeField(null=True, blank=True)
    followed = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    away = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"Place {self.id}"

    @property
    def owners(self) -> tuple[UUID, UUID]:
        """Whose it is, opened: the membership, and the face they have in this conversation."""
        member, _, face = self.owner.partition(" ")
        return UUID(member), UUID(face)

    def distance_to(self, voice_id: UUID) -> str:
        """How far (`spaces.models.Distance`) a voice is kept away here; empty where it is met."""
        distance: str = self.away.get(str(voice_id), "")
        return distance


class Shelf(Record):
    """Which conversations a member follows or hid: a sealed, padded list under a blind key."""

    key = models.BinaryField(max_length=32, unique=True)
    kept = SealedTextField()

    def __str__(self) -> str:
        return f"Shelf {self.id}"


class Going(Record):
    """Voices without a name that somebody who left takes along: sealed, each with its instant."""

    kept = SealedTextField()

    def __str__(self) -> str:
        return f"Going {self.id}"


class Draft(Record):
    """Words not yet sent, sealed. Found by a blind key, so that the table joins nothing.

    ``owner`` stands for the membership, ``key`` for the membership and the place written in,
    ``form`` for the form they stand in: another one may be open in another tab. ``choices``
    are what else was chosen in it, always of one size.
    """

    owner = models.BinaryField(max_length=32, db_index=True)
    key = models.BinaryField(max_length=32, unique=True)
    words = SealedTextField()
    place = SealedTextField()
    form = models.CharField(max_length=32, blank=True, default="", db_default="")
    choices = SealedTextField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Draft {self.id}"

    @property
    def kept(self) -> datetime:
        return self.kept_at
