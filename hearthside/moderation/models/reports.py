# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports of broken norms: what was reported, by whom, and what was decided."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.moderation.models.desk import FileState, OnDesk, OnDeskQuerySet
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.standing import Standing

ReportState = FileState


class Concerning(models.TextChoices):
    """What is wrong, in the reporter's choice of words. The label of the file's clock."""

    UNKIND = "unkind", _("It is unkind or it targets somebody")
    PRIVATE = "private", _("It tells something private about somebody")
    UNSAFE = "unsafe", _("It describes something unsafe in detail")
    CONTACT = "contact", _("Somebody presses for contact or money")
    SPAM = "spam", _("It is advertising or spam")
    OTHER = "other", _("Something else")


class Decision(models.TextChoices):
    """What was decided."""

    NOTHING = "nothing", _("It can stay as it is")
    FOLDED = "folded", _("A part of the words is folded")
    TAKEN_DOWN = "taken-down", _("The words are no longer shown")
    SPOKEN = "spoken", _("I have spoken with those concerned")


class ReportQuerySet(OnDeskQuerySet["Report"]):
    def made_by(self, standing: Standing) -> Self:
        """The reports this member made here."""
        if not standing.is_member:
            return self.none()
        own = Q(reporter_id=standing.membership_id) | Q(reporter_face__in=standing.voices)
        return self.filter(own, space_id=standing.space_id)


class Report(OnDesk):
    """One member says that something in the space breaks its norms.

    ``words`` are the reporter's. ``about`` is the author's membership where the words carry
    their name, ``about_face`` the id others know the author by in either case. Who speaks
    there without their name reports as that voice: ``reporter_face``, and no ``reporter``.
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
    reporter_face = models.UUIDField(null=True, blank=True, db_index=True)
    concerning = models.CharField(max_length=12, choices=Concerning.choices)
    words = SealedTextField()
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)

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
            models.UniqueConstraint(
                fields=["reporter_face", "content_kind", "content_id"],
                name="report_one_undecided_of_a_voice",
                condition=~Q(state="decided"),
            ),
            models.CheckConstraint(
                name="report_by_a_voice_names_nobody",
                condition=Q(reporter=None) | Q(reporter_face=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["space", "answer_by", "id"],
                name="report_by_promise",
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

    @property
    def label(self) -> str:
        """Which promise holds for this file."""
        return self.concerning
