# SPDX-License-Identifier: AGPL-3.0-or-later
"""How people come in: by asking, and with a link."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.spaces.models.members import Membership, Role, new_face
from hearthside.spaces.models.spaces import InSpace


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ADMITTED = "admitted", _("Let in")
    DECLINED = "declined", _("Not this time")
    WITHDRAWN = "withdrawn", _("Taken back")


class JoinRequest(InSpace):
    """Somebody asks to join, under the name they would carry there."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests"
    )
    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=120)
    face = models.CharField(max_length=16, default=new_face)
    words = models.TextField(max_length=1000, blank=True)
    agreed_version = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12, choices=RequestState.choices, default=RequestState.WAITING
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "space"],
                name="join_request_one_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"JoinRequest {self.id}"


class Invitation(InSpace):
    """A link that lets people in until it runs out. Only the digest of its secret is kept.

    With a ``role``, made by a keeper, it gives that role along: how a space gets a steward.
    """

    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    uses_left = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation {self.id}"

    def open_at(self, now: datetime) -> bool:
        """Whether the link still lets somebody in."""
        return self.withdrawn_at is None and now < self.expires_at and self.uses_left > 0
