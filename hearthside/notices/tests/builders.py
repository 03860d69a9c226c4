# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from hearthside.notices import hooks
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.models import Notice

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
KIND = "test-answer"


@hooks.words.answer
def words_for_tests(kind: str, times: int) -> str | None:
    """Speak for the kind of notice that only tests send."""
    return f"answers: {times}" if kind == KIND else None


def telling_to(
    recipient_id: UUID,
    *,
    space_id: UUID | None = None,
    subject_id: UUID | None = None,
    kind: str = KIND,
    path: str = "/s/riverside/conversations/1/",
) -> Telling:
    """Say what to tell, with a subject of its own unless one is named."""
    return Telling(space_id or uuid4(), recipient_id, kind, subject_id or uuid4(), path)


def make_notice(telling: Telling, *, at: datetime = SIX_PM) -> Notice:
    """Tell somebody something, and return the notice that stands for it."""
    notify(telling=telling, now=at)
    return Notice.objects.get(
        recipient_id=telling.recipient_id,
        kind=telling.kind,
        subject_id=telling.subject_id,
        seen_at=None,
    )
