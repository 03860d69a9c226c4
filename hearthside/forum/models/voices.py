# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who speaks in a conversation."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from hearthside.core.crypto.fields import SealedTextField
from hearthside.forum.models.threads import Thread
from hearthside.spaces.models import InSpace, Membership, new_face


class Voice(InSpace):
    """Who speaks in one conversation: a name and a face.

    A named voice keeps a plain key to its membership; when the membership is erased the
    words may stay, and the voice says so by an empty name.

    A voice without a name carries an alias made for this conversation. ``owner`` is the
    membership, sealed and always of one size; by ``key``, blind over membership and
    conversation, its owner finds it again.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="voices")
    membership = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="voices"
    )
    name = models.CharField(max_length=40, blank=True)
    face = models.CharField(max_length=16, default=new_face)
    unnamed = models.BooleanField(default=False, db_default=False)
    owner = SealedTextField()
    key = models.BinaryField(max_length=32, null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "membership"], name="voice_one_per_thread"),
            models.CheckConstraint(
                name="voice_without_a_name_joins_to_nobody",
                condition=Q(unnamed=False, key=None) | Q(unnamed=True, membership=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Voice {self.id}"

    @property
    def face_id(self) -> UUID:
        """The id under which others know who speaks: the membership's, or this voice's own."""
        return self.membership_id or self.id

    @property
    def is_somebody(self) -> bool:
        """Whether a person may still stand behind it, as far as anybody can see."""
        return self.unnamed or self.membership_id is not None
