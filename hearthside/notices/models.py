# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices to a membership: that something happened, never what was said."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models

from hearthside.core.records import Record


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, membership_id: UUID | None) -> Self:
        """The notices of one membership, newest first."""
        return self.filter(recipient_id=membership_id).order_by("-at", "id")


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
