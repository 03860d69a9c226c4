# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who a person is in a space, what they look after, and whom they keep away."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.spaces.models.spaces import InSpace, Space


class Role(models.TextChoices):
    """What a grant lets a member do."""

    STEWARD = "steward", _("Steward")
    FACILITATOR = "facilitator", _("Facilitator")
    GREETER = "greeter", _("Welcome team")
    RESPONDER = "responder", _("Responder")


class MembershipState(models.TextChoices):
    ACTIVE = "active", _("Member")
    LEFT = "left", _("Left")
    REMOVED = "removed", _("Removed")


def new_face() -> str:
    """Return a fresh random seed for a face; never derived from anything about a person."""
    return secrets.token_hex(8)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        """Those who are members now."""
        return self.filter(state=MembershipState.ACTIVE)


class Membership(InSpace):
    """What a person is in one space: a name and a face of its own, and since when.

    ``person`` is read by ``spaces`` and ``privacy`` only, ``welcome`` (a steward's words on
    letting them in) by nobody but that person.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=120)
    face = models.CharField(max_length=16, default=new_face)
    state = models.CharField(
        max_length=8, choices=MembershipState.choices, default=MembershipState.ACTIVE
    )
    agreed_version = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(max_length=2000, blank=True)
    welcome = models.TextField(max_length=2000, blank=True, default="", db_default="")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "space"], name="membership_once_per_space"),
            models.UniqueConstraint(
                fields=["space", "name_key"], name="membership_name_is_its_own"
            ),
            models.CheckConstraint(
                name="membership_end_has_its_time",
                condition=Q(state="active") | Q(ended_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["space", "state", "name_key"], name="membership_list")]

    def __str__(self) -> str:
        return f"Membership {self.id}"


class Grant(Record):
    """A role over a whole space (``over`` empty) or over one thing in it, by id."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=Role.choices)
    over = models.UUIDField(null=True, blank=True)
    since = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role", "over"], name="grant_once_per_thing"
            ),
            models.UniqueConstraint(
                fields=["membership", "role"],
                name="grant_once_over_all",
                condition=Q(over__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Grant {self.id}"


class Distance(models.TextChoices):
    """How far somebody keeps another away."""

    MUTE = "mute", _("Muted: folded, one tap away")
    BLOCK = "block", _("Blocked: neither sees the other")


class Apart(InSpace):
    """One member keeps another at a distance, inside this space only."""

    by = models.ForeignKey(Membership, models.CASCADE, related_name="apart_from")
    other = models.ForeignKey(Membership, models.CASCADE, related_name="apart_by")
    distance = models.CharField(max_length=8, choices=Distance.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "other"], name="apart_once_per_pair"),
            models.CheckConstraint(name="apart_from_another", condition=~Q(by=models.F("other"))),
        ]

    def __str__(self) -> str:
        return f"Apart {self.id}"


class OtherFaces(Record):
    """The voices a member speaks with without their name: a sealed, padded list of ids.

    Found by a blind key, so that neither value nor order of rows joins it to anybody, and
    without a time.
    """

    key = models.BinaryField(max_length=32, unique=True)
    kept = SealedTextField()

    def __str__(self) -> str:
        return f"OtherFaces {self.id}"
