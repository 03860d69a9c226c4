# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words a report is about, fetched where they belong, each time."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from hearthside.moderation import hooks
from hearthside.moderation.hooks import Reported
from hearthside.moderation.models import Measure, MeasureKind, MeasureState
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.rules.standing import Standing


def content_of(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Return what was reported, or None where nobody knows of it (any more)."""
    answers = hooks.content.ask(kind, content_id, space_id)
    return next((found for found in answers if found is not None), None)


def mark_of_words(measure: Measure) -> str:
    """Return a mark of the words a decision is about as they are now, or of none if they went."""
    found = None
    if measure.content_id is not None:
        found = content_of(measure.content_kind, measure.content_id, measure.space_id)
    return sha256((found.source if found else "").encode()).hexdigest()[:32]


def own_voice_beside(standing: Standing, kind: str, content_id: UUID) -> UUID | None:
    """Return the voice without a name this member speaks with beside these words, if any."""
    answers = hooks.voice_beside.ask(standing, kind, content_id)
    return next((voice for voice in answers if voice is not None), None)


def is_hidden_by_author(standing: Standing, reported: Reported) -> bool:
    """Whether the author keeps this member away; to them these words are not there."""
    walls = Apart.objects.filter(by=reported.author_id, other=standing.membership_id)
    return reported.author_id is not None and walls.filter(distance=Distance.BLOCK).exists()


def still_taken_down(kind: str, content_id: UUID, *, but: UUID) -> Measure | None:
    """Return the newest decision, besides one, that keeps these words out of sight."""
    down = Measure.objects.filter(content_kind=kind, content_id=content_id)
    down = down.filter(kind=MeasureKind.TAKEN_DOWN).exclude(state=MeasureState.PUT_BACK)
    return down.exclude(id=but).order_by("-decided_at", "id").first()
