# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people agreed to, which seals were opened, and who is about to leave."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.people.models import Person


class Consent(Record):
    """One agreement of one membership or account to one version of one text."""

    holder_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder_id", "kind", "version"], name="consent_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"Consent {self.id}"


class OpeningState(models.TextChoices):
    """Where the wish to open a seal stands."""

    ASKED = "asked", _("Waits for a second person")
    OPENED = "opened", _("Opened")
    DECLINED = "declined", _("Not opened")


class SealOpening(Record):
    """Two people with a role open one seal: who asked, who seconded, why, and since when.

    What is behind the seal is not stored here: it is read each time, and each time is an entry
    in the ledger. ``reason`` is read by both of them and, afterwards, by the person.
    """

    kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    space_id = models.UUIDField()
    label = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=OpeningState.choices, default=OpeningState.ASKED)
    reason = SealedTextField()
    asked_by = models.UUIDField(null=True)
    asked_role = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    seconded_by = models.UUIDField(null=True, blank=True)
    seconded_role = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seal_opened_by_two",
                condition=~Q(state="opened")
                | (Q(answered_at__isnull=False) & ~Q(seconded_role="")),
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                name="seal_one_wish_at_a_time",
                condition=Q(state="asked"),
            ),
        ]

    def __str__(self) -> str:
        return f"SealOpening {self.id}"


class Departure(Record):
    """Somebody closed their account, and can change their mind until ``closes_at``."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="departure")
    how = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Departure {self.id}"


class Erasure(Record):
    """That somebody was erased, or is about to be: so that no backup brings them back.

    ``mark`` is blind over an account or a membership that is here no more: only who has the
    keyring, and a backup from before, can tell whose it is.
    """

    mark = models.BinaryField(max_length=32, unique=True)
    how = models.CharField(max_length=16)
    at = models.DateTimeField(db_index=True)
    done = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Erasure {self.id}"
