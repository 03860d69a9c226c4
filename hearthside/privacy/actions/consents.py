# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping what people agreed to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.privacy.models import Consent


@transaction.atomic
def give_consent(*, holder_id: UUID, kind: str, version: int, now: datetime) -> Consent:
    """Keep that a membership or an account agreed to one version of a text.

    Agreeing twice is agreeing once; agreeing again after taking it back counts from now.
    """
    consent, _ = Consent.objects.get_or_create(
        holder_id=holder_id, kind=kind, version=version, defaults={"given_at": now}
    )
    if consent.withdrawn_at is not None:
        consent.given_at, consent.withdrawn_at = now, None
        consent.save(update_fields=["given_at", "withdrawn_at"])
    return consent


@transaction.atomic
def withdraw_consent(*, holder_id: UUID, kind: str, now: datetime) -> int:
    """Take back an agreement, in every version; return how many were open. Never refused."""
    given = Consent.objects.filter(holder_id=holder_id, kind=kind, withdrawn_at=None)
    return given.update(withdrawn_at=now)
