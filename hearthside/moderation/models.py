# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports of broken norms: what was reported, by whom, and who looks after it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.spaces.models import InSpace, Membership
from hearthside.spaces.rules import Standing


class ReportState(models.TextChoices):
    """Where a report stands."""

    OPEN = "open", _("Waiting for somebody")
    CLAIMED = "claimed", _("Somebody is looking")
    DECIDED = "decided", _("Decided")


class Concerning(models.TextChoices):
    """What is wrong, in the reporter's choice of words."""

    UNKIND = "unkind", _("It is unkind or it targets somebody")
    PRIVATE = "private", _("It tells something private about somebody")
    UNSAFE = "unsafe", _("It describes something unsafe in detail")
    CONTACT = "contact", _("Somebody presses for contact or money")
    SPAM = "spam", _("It is advertising or spam")
    OTHER = "other", _("Something else")


class Decision(models.TextChoices):
    """What was decided."""

    NOTHING = "nothing", _("It can stay as it is")
    TAKEN_DOWN = "taken-down", _("The words are no longer shown")
    SPOKEN = "spoken", _("I have spoken with those concerned")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, standing: Standing) -> Self:
        """Reports whose file this person may know of. The SQL twin of `rules.may_see`."""
        if not standing.is_steward:
            return self.none()
        return self.filter(space_id=standing.space_id).exclude(about_id=standing.membership_id)

    def made_by(self, standing: Standing) -> Self:
        """The reports this member made here."""
        if not standing.is_member:
            return self.none()
        return self.filter(space_id=standing.space_id, reporter_id=standing.membership_id)

    def undecided(self) -> Self:
        """What still needs somebody, the longest waiting first."""
        return self.exclude(state=ReportState.DECIDED).order_by("made_at", "id")

    def decided(self) -> Self:
        """What somebody has decided on, the latest first."""
        return self.filter(state=ReportState.DECIDED).order_by("-decided_at", "id")


class Report(InSpace):
    """One member says that something in the space breaks its norms.

    ``words`` are the reporter's, ``decision_words`` say why it was decided so, and
    ``answer`` is what the reporter reads.
    """

    content_kind = models.CharField(max_length=24)
    content_id = models.UUIDField()
    path = models.CharField(max_length=300)
    about = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="reports_about"
    )
    reporter = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="reports_made"
    )
    concerning = models.CharField(max_length=12, choices=Concerning.choices)
    words = SealedTextField()
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.OPEN)
    owner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="reports_owned"
    )
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decision_words = SealedTextField()
    answer = SealedTextField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_claimed_has_its_time",
                condition=Q(state="open") | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_decision_has_its_time",
                condition=~Q(state="decided") | (Q(decided_at__isnull=False) & ~Q(decision="")),
            ),
            models.UniqueConstraint(
                fields=["reporter", "content_kind", "content_id"],
                name="report_one_undecided_each",
                condition=~Q(state="decided"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["space", "made_at", "id"],
                name="report_undecided",
                condition=~Q(state="decided"),
            ),
            models.Index(
                fields=["space", "-decided_at", "id"],
                name="report_decided",
                condition=Q(state="decided"),
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.id}"
