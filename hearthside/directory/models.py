# SPDX-License-Identifier: AGPL-3.0-or-later
"""Help lines, the countries this place serves, and what was read over before it opened."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import Record


class LineKind(models.TextChoices):
    """What a line is there for. Only the first two stand where somebody is in danger."""

    EMERGENCY = "emergency", _("Emergency number")
    CRISIS = "crisis", _("Crisis line")
    WARMLINE = "warmline", _("Line for company and hard days")
    INFORMATION = "information", _("Information and finding services")
    YOUTH = "youth", _("For children and young people")
    DIRECTORY = "directory", _("List of help lines")


class Audience(models.TextChoices):
    """For whom a line is."""

    EVERYBODY = "everybody", _("Everybody")
    ADULTS = "adults", _("Adults")
    YOUTH = "youth", _("Children and young people")
    SOME = "some", _("Some people, named in words")


class Checked(models.TextChoices):
    """How somebody made sure of a line."""

    CALLED = "called", _("I called and a person answered")
    WROTE = "wrote", _("I sent a text or a chat and a person answered")
    READ = "read", _("I read it on the line's own website")
    TOLD = "told", _("The people who run the line told me")


class HelpLineQuerySet(models.QuerySet["HelpLine"]):
    def in_use(self) -> Self:
        """Lines that nobody has withdrawn, in the order they are read."""
        return self.filter(withdrawn_at=None).order_by("country", "kind", "name", "id")

    def confirmed(self) -> Self:
        """Lines in use that a person here has made sure of."""
        return self.in_use().exclude(verified_on=None)


class HelpLine(Record):
    """One way to a person (or a list of them), with what somebody must know to use it.

    Numbers are kept as they are dialled in the line's own country (`988`, `116 123`),
    never in an international form. Nothing is confirmed until a keeper says so.
    """

    country = models.CharField(max_length=2, blank=True)
    """ISO 3166-1; empty for a list of lines of many countries."""
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=LineKind.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYBODY)
    for_whom = models.CharField(max_length=160, blank=True)
    languages = models.CharField(max_length=80, blank=True)
    dial = models.CharField(max_length=30, blank=True)
    text_number = models.CharField(max_length=30, blank=True)
    text_keyword = models.CharField(max_length=20, blank=True)
    chat_url = models.URLField(max_length=300, blank=True)
    url = models.URLField(max_length=300, blank=True)
    hours = models.CharField(max_length=300, blank=True)
    """As `rules.hours` writes them: ``24/7``, ``mon-fri 10:00-22:00``, or empty: not known."""
    zone = models.CharField(max_length=64, blank=True)
    notes = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400, blank=True)
    shown_with = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="shown_beside"
    )
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=80, blank=True)
    verified_how = models.CharField(max_length=8, choices=Checked.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="help_line_once_per_country",
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="help_line_leads_somewhere",
                condition=~Q(dial="") | ~Q(text_number="") | ~Q(chat_url="") | ~Q(url=""),
            ),
            models.CheckConstraint(
                name="help_line_keyword_has_a_number",
                condition=Q(text_keyword="") | ~Q(text_number=""),
            ),
            models.CheckConstraint(
                name="help_line_hours_have_a_zone",
                condition=Q(hours__in=["", "24/7"]) | ~Q(zone=""),
            ),
            models.CheckConstraint(
                name="help_line_emergency_has_a_country",
                condition=~Q(kind="emergency") | ~Q(country=""),
            ),
            models.CheckConstraint(
                name="help_line_confirmed_says_by_whom_and_how",
                condition=Q(verified_on=None, verified_by="", verified_how="")
                | (Q(verified_on__isnull=False) & ~Q(verified_by="") & ~Q(verified_how="")),
            ),
            models.CheckConstraint(
                name="help_line_withdrawn_says_why",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="help_line_not_beside_itself",
                condition=Q(shown_with=None) | ~Q(shown_with=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"HelpLine {self.id}"


class Country(Record):
    """A country that this place serves: its lines stand first on the help page."""

    code = models.CharField(max_length=2, unique=True)
    enabled_at = models.DateTimeField()
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.CharField(max_length=80, blank=True)
    looked_where = models.CharField(max_length=300, blank=True)
    """Where a second way of contact was looked for and not found."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="country_looking_says_by_whom_and_where",
                condition=Q(looked_on=None, looked_by="", looked_where="")
                | (Q(looked_on__isnull=False) & ~Q(looked_by="") & ~Q(looked_where="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Country {self.code}"


class TextReview(Record):
    """Somebody who knows a language has read the words people meet in a crisis in it."""

    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    reviewed_by = models.CharField(max_length=120)
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "version"], name="text_review_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"TextReview {self.language} {self.version}"


class SetUp(models.Model):
    """That this place was made ready, and by whom in words. One row at most."""

    only = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    finished_at = models.DateTimeField()
    finished_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(name="set_up_happens_once", condition=Q(only=1)),
        ]

    def __str__(self) -> str:
        return "SetUp"
