# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a decision did to somebody, as that person reads it; and their appeal."""

from __future__ import annotations

from typing import Self, TypeAlias

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.moderation.models.desk import OnDesk, OnDeskQuerySet
from hearthside.moderation.models.reports import Report
from hearthside.spaces.models import InSpace, Membership
from hearthside.spaces.rules.standing import Standing


class MeasureKind(models.TextChoices):
    """What was done."""

    FOLDED = "folded", _("A part of your words is folded")
    TAKEN_DOWN = "taken-down", _("Your words are not shown to others")
    SPOKEN = "spoken", _("A steward writes to you about your words")
    RESTRICTED = "restricted", _("Some things rest for a while")


class MeasureState(models.TextChoices):
    """How it stands now, as the person concerned sees it."""

    STANDING = "standing", _("In effect")
    AGREED = "agreed", _("Changed with your agreement")
    CHANGED = "changed", _("You changed it; a steward looks at it again")
    PUT_BACK = "put-back", _("Put back as it was")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def concerning(self, standing: Standing) -> Self:
        """What was decided about this very member here, whatever face it was about."""
        if not standing.is_member:
            return self.none()
        mine = self.filter(space_id=standing.space_id, about_face__in=standing.faces)
        return mine.order_by("-decided_at", "id")

    def to_look_at(self, standing: Standing) -> Self:
        """Folded words that their author has changed since: a steward looks at them."""
        if not standing.is_steward:
            return self.none()
        changed = self.filter(space_id=standing.space_id, state=MeasureState.CHANGED)
        return changed.exclude(about_face__in=standing.faces).order_by("answer_by", "id")


class Measure(InSpace):
    """A decision that touches somebody's words or place, with all they are told about it.

    ``words`` is a copy of what they had written, ``reason`` what the steward says to them,
    ``letter_version`` which version of the accompanying words they were shown. It knows
    neither who reported nor that anybody did.
    """

    about_face = models.UUIDField(null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=12, choices=MeasureKind.choices)
    state = models.CharField(
        max_length=9, choices=MeasureState.choices, default=MeasureState.STANDING
    )
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="measures"
    )
    content_kind = models.CharField(max_length=24, blank=True)
    content_id = models.UUIDField(null=True, blank=True)
    path = models.CharField(max_length=300, blank=True)
    words = SealedTextField()
    reason = SealedTextField()
    letter_version = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_to_look_at_has_its_promise",
                condition=~Q(state="changed") | Q(answer_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["content_id"], name="measure_of_content")]

    def __str__(self) -> str:
        return f"Measure {self.id}"


class AppealDecision(models.TextChoices):
    """What became of an appeal."""

    UPHELD = "upheld", _("The decision stays as it is")
    CHANGED = "changed", _("The decision is taken back")


class AppealQuerySet(OnDeskQuerySet["Appeal"]):
    """Appeals on the desk."""


class Appeal(OnDesk):
    """Somebody asks another steward to look again at what was decided about them. Once."""

    measure = models.OneToOneField(Measure, models.CASCADE, related_name="appeal")
    words = SealedTextField()
    decision = models.CharField(max_length=12, choices=AppealDecision.choices, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appeal_claimed_has_its_time",
                condition=Q(state="open") | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_decision_has_its_time",
                condition=~Q(state="decided") | (Q(decided_at__isnull=False) & ~Q(decision="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["space", "answer_by", "id"],
                name="appeal_by_promise",
                condition=~Q(state="decided"),
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal {self.id}"

    @property
    def label(self) -> str:
        """Which promise holds for this file."""
        return "appeal"


File: TypeAlias = Report | Appeal
"""What stewards take on, work on and decide."""
