# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations, who keeps them, and their spaces."""

from __future__ import annotations

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
    restricted_until = models.DateTimeField(null=True, blank=True)

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
