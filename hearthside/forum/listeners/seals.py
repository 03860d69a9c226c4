# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is under the seal of a voice without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import Resolver404, resolve, reverse

from hearthside.forum.models import Voice
from hearthside.privacy.hooks import (
    Behind,
    Sealed,
    behind,
    seal_at,
    sealed,
)
from hearthside.spaces.models import Membership

if TYPE_CHECKING:
    pass


VOICE = "voice"


@sealed.answer
def sealed_voice(kind: str, subject_id: UUID, space_id: UUID) -> Sealed | None:
    """What a voice without a name is called, where somebody may still stand behind it."""
    voices = Voice.objects.filter(space_id=space_id, unnamed=True).select_related("space")
    found = voices.defer("owner", "key").filter(id=subject_id).first() if kind == VOICE else None
    if found is None:
        return None
    return Sealed(found.name, reverse("forum:voice", args=[found.space.slug, found.id]))


@seal_at.answer
def seal_of_a_page(path: str) -> tuple[str, UUID] | None:
    """The voice that a page is about."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return (VOICE, match.kwargs["voice_id"]) if match.view_name == "forum:voice" else None


@behind.answer
def who_speaks(kind: str, subject_id: UUID) -> Behind | None:
    """Open who stands behind a voice without a name."""
    voice = Voice.objects.filter(id=subject_id, unnamed=True).first() if kind == VOICE else None
    if voice is None:
        return None
    member = Membership.objects.filter(id=voice.owner).first()
    return Behind(member.id, member.name) if member else None
