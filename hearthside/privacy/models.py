# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people agreed to, and when."""

from __future__ import annotations

from django.db import models

from hearthside.core.records import Record


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
