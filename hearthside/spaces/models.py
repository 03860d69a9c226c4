# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations, their spaces, and who a person is in each of them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import Record


class Kind(models.TextChoices):
    """What kind of community a space is for."""

    PEER = "peer", _("Peer support")
    FAMILY = "family", _("Families and friends")
    FAITH = "faith", _("Faith community")
    SCHOOL = "school", _("School or college")
    WORKPLACE = "workplace", _("Workplace")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    WELLNESS = "wellness", _("Wellness")
    CONDITION = "condition", _("Living with a condition")


class Joining(models.TextChoices):
    """How somebody becomes a member."""

    OPEN = "open", _("Open: anyone can join")
    REQUEST = "request", _("On request: a steward lets people in")
    INVITATION = "invitation", _("By invitation: with a link")


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


class Organisation(Record):
    """Who answers for some spaces: a school, a congregation, a firm, an association."""

    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Organisation {self.id}"


class Keeper(Record):
    """Keeps the installation (no organisation) or one organisation. Reads nothing in a space.

    Without a person it is a place offered by a link, open until ``ends_at``.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="keeperships"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="keepers"
    )
    name = models.CharField(max_length=40, blank=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="keeper_is_somebody_or_offered",
                condition=Q(person__isnull=False, secret_digest="")
                | Q(person=None, ends_at__isnull=False) & ~Q(secret_digest=""),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"], name="keeper_once_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["person"], name="keeper_once_of_all", condition=Q(organisation__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Keeper {self.id}"


class SpaceQuerySet(models.QuerySet["Space"]):
    def listed(self) -> Self:
        """Spaces with a public page, in the order of their names."""
        return self.filter(listed=True).order_by("name", "id")


class Space(Record):
    """One community with its own rules, people and conversations."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="spaces")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    language = models.CharField(max_length=12, default="en")
    purpose = models.TextField(max_length=2000)
    is_not = models.TextField(max_length=2000)
    norms = models.TextField(max_length=6000)
    limits = models.TextField(max_length=6000)
    terms_version = models.PositiveIntegerField(default=1)
    listed = models.BooleanField(default=False)
    joining = models.CharField(max_length=12, choices=Joining.choices, default=Joining.INVITATION)
    made_at = models.DateTimeField()

    objects = SpaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Space {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("spaces:home", args=[self.slug])


class InSpace(Record):
    """A row that says itself which space it belongs to."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


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
