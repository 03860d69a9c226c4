# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a steward proposes to do about somebody's place here. A person proposes; it waits."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.moderation.models.measures import Measure
from hearthside.moderation.models.reports import Report
from hearthside.spaces.models import InSpace, Membership
from hearthside.spaces.rules.standing import Standing


class Covers(models.TextChoices):
    """What would rest, or end."""

    WRITING = "writing", _("Writing in conversations here")
    BEGINNING = "beginning", _("Beginning new conversations here")
    CONTACT = "contact", _("Writing messages to one person")
    MEMBERSHIP = "membership", _("Being a member here, for good")


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    WAITING = "waiting", _("Waits, so that a second person can look")
    IN_EFFECT = "in-effect", _("In effect")
    NOT_NOW = "not-now", _("Not now: a second person asked to wait")
    ENDED = "ended", _("Ended by a steward")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, standing: Standing) -> Self:
        """Proposals a steward may know of. The SQL twin of `rules.proposals.may_see`."""
        if not standing.is_steward:
            return self.none()
        return self.filter(space_id=standing.space_id).exclude(about_face__in=standing.faces)

    def waiting(self) -> Self:
        """What has not taken effect yet, the next first."""
        return self.filter(state=ProposalState.WAITING).order_by("answer_by", "id")

    def resting_at(self, now: datetime) -> Self:
        """Restrictions in effect at this instant."""
        return self.filter(state=ProposalState.IN_EFFECT, ends_at__gt=now).order_by("ends_at", "id")


class Proposal(InSpace):
    """A restriction with an end, or the end of a membership; ``words`` are for whom it is about.

    ``effective_at`` is set when the waiting begins: at once for a restriction, and when a
    second person has agreed for the end of a membership. ``stopped`` holds, only until then,
    that somebody asked to wait.
    """

    about_face = models.UUIDField(null=True, blank=True, db_index=True)
    member = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    covers = models.CharField(max_length=12, choices=Covers.choices)
    other_face = models.UUIDField(null=True, blank=True)
    words = SealedTextField()
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    proposed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    late_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_as = models.CharField(max_length=8, blank=True)
    effective_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    stopped = models.BooleanField(default=False)
    measure = models.OneToOneField(
        Measure, models.SET_NULL, null=True, blank=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_of_a_restriction_has_an_end",
                condition=Q(covers="membership") | Q(ends_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["about_face", "covers"],
                name="proposal_one_waiting_of_a_kind",
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.id}"

    @property
    def is_for_good(self) -> bool:
        """Whether this would end a membership, for which two people are needed."""
        return self.covers == Covers.MEMBERSHIP
