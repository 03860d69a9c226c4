# SPDX-License-Identifier: AGPL-3.0-or-later
"""New members, and the greeting each is due from a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.spaces.models.members import Membership
from hearthside.spaces.models.spaces import InSpace


class ArrivalState(models.TextChoices):
    """Whether somebody who came in has been greeted."""

    WAITING = "waiting", _("Not greeted yet")
    GREETED = "greeted", _("Greeted")


class Arrival(InSpace):
    """Somebody came in: what brings them, by when they are due a greeting, and who gave it.

    ``brings`` is read by the welcome team and the stewards, ``words`` by the member alone.
    """

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="arrival")
    state = models.CharField(
        max_length=7, choices=ArrivalState.choices, default=ArrivalState.WAITING
    )
    brings = SealedTextField()
    came_at = models.DateTimeField()
    greet_by = models.DateTimeField()
    greeted_at = models.DateTimeField(null=True, blank=True)
    greeter = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="greetings"
    )
    words = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="arrival_greeted_has_its_time",
                condition=~Q(state="greeted") | Q(greeted_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["space", "greet_by", "id"],
                name="arrival_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"Arrival {self.id}"
