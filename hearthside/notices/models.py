# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices to a face, and how they may reach the person behind it outside the house."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.people.models import Person

QUIET_FROM, QUIET_UNTIL = time(21), time(8)
"""The quiet hours of whoever chose none: no mail and no push from nine until eight."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, membership_id: UUID | None, voices: Collection[UUID] = ()) -> Self:
        """The notices of one membership, and of its voices without a name, newest first."""
        recipients = [membership_id, *voices]
        return self.filter(recipient_id__in=recipients).order_by("-at", "id")

    def unmailed(self, face_id: UUID) -> Self:
        """What a face neither saw nor was told by mail since it last happened, oldest first."""
        untold = Q(mailed_at=None) | Q(mailed_at__lt=F("at"))
        return self.filter(untold, recipient_id=face_id, seen_at=None).order_by("at", "id")

    def unpushed(self, face_id: UUID) -> Self:
        """What a face neither saw nor was told by push since it last happened, oldest first."""
        untold = Q(pushed_at=None) | Q(pushed_at__lt=F("at"))
        return self.filter(untold, recipient_id=face_id, seen_at=None).order_by("at", "id")


class Notice(Record):
    """One thing worth knowing, in one space. Several of a kind about one thing are one notice."""

    space_id = models.UUIDField()
    recipient_id = models.UUIDField()
    kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    path = models.CharField(max_length=300)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_id", "kind", "subject_id"],
                name="notice_one_unseen_per_subject",
                condition=models.Q(seen_at=None),
            )
        ]
        indexes = [
            models.Index(fields=["recipient_id", "-at"], name="notice_of_recipient"),
            models.Index(
                fields=["recipient_id"], name="notice_unseen", condition=models.Q(seen_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.id}"


class Pace(models.TextChoices):
    """How soon a mail goes out."""

    NEVER = "never", _("No mail")
    SOON = "soon", _("Soon, several things in one mail")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")


class DigestPace(models.TextChoices):
    """How often the digest of belonging goes out; it gathers, so it is never sent at once."""

    NEVER = Pace.NEVER.value, Pace.NEVER.label
    DAILY = Pace.DAILY.value, Pace.DAILY.label
    WEEKLY = Pace.WEEKLY.value, Pace.WEEKLY.label


class Reaching(Record):
    """What one person lets us send outside the house. Without this row: nothing at all."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="reaching")
    mail_answers = models.CharField(max_length=8, choices=Pace.choices, default=Pace.NEVER)
    mail_waiting = models.CharField(max_length=8, choices=Pace.choices, default=Pace.NEVER)
    mail_role = models.CharField(max_length=8, choices=Pace.choices, default=Pace.NEVER)
    mail_belonging = models.CharField(
        max_length=8, choices=DigestPace.choices, default=DigestPace.NEVER
    )
    push_answers = models.BooleanField(default=True)
    push_waiting = models.BooleanField(default=True)
    push_role = models.BooleanField(default=True)
    names_space = models.BooleanField(default=False)
    names_conversations = models.BooleanField(default=False)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)
    digest_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Reaching {self.id}"

    @property
    def wants_digest(self) -> bool:
        """Whether anything of theirs is gathered into a mail of a morning."""
        paces = (self.mail_answers, self.mail_waiting, self.mail_role, self.mail_belonging)
        return any(pace in (Pace.DAILY, Pace.WEEKLY) for pace in paces)


class PushDevice(Record):
    """One browser that a person lets us wake. Where it is reached is sealed.

    ``mark`` stands for the address without telling it, so that a browser is known again.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="push_devices")
    mark = models.BinaryField(max_length=32, unique=True)
    sealed = SealedTextField()
    device = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PushDevice {self.id}"


class PushKey(models.Model):
    """The pair of keys by which push services know this installation. One row, or none yet.

    In the database, so that a backup holds it; sealed, so that a thief of the backup cannot
    speak in our name.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    public = models.CharField(max_length=120)
    private = SealedTextField()

    class Meta:
        constraints = [models.CheckConstraint(name="push_key_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return "PushKey"


class TakenMail(models.Model):
    """That one mail was taken in, so that the same one sent again changes nothing.

    ``mark`` is blind and leads to nobody. There is no instant, and it is written for every mail
    that has a good address, whatever became of it: it tells nothing of what was posted.
    """

    mark = models.BinaryField(max_length=32, primary_key=True)
    until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="taken_mail_until")]

    def __str__(self) -> str:
        return "TakenMail"
