# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keepers see to: who outside the team takes complaints, and who read the letters over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import Record
from hearthside.spaces.models import Organisation


class OutsidePerson(Record):
    """Somebody outside the team of an organisation who takes complaints, and how to reach them."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="outside_person")
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=300)
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"OutsidePerson {self.id}"


class Reader(models.TextChoices):
    """As whom somebody read the letters over. Both are asked for (safety rule 33)."""

    LIVED = "lived", _("From lived experience")
    CLINICAL = "clinical", _("As a clinician")


class LetterReview(Record):
    """Somebody read the words that go with a decision, in one language and version."""

    language = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    read_as = models.CharField(max_length=8, choices=Reader.choices)
    reviewed_by = models.CharField(max_length=120)
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "version", "read_as"], name="letter_review_once_each"
            ),
        ]

    def __str__(self) -> str:
        return f"LetterReview {self.language} {self.version}"
