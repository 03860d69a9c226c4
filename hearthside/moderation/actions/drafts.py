# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letting go of what somebody had begun to write in our forms, once it was taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.moderation import hooks
from hearthside.moderation.queries.drafts import place_of
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def note_sent(*, by: Standing, thing_id: UUID, form: str, now: datetime) -> None:
    """Words that were taken are begun no more. Never refused."""
    hooks.sent.ask(by, place_of(form, thing_id), now)
