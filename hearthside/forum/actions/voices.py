# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names and faces under which words stand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hearthside.forum.models import Thread, Voice
from hearthside.spaces.models import Membership


@transaction.atomic
def follow_looks(*, membership_id: UUID, now: datetime) -> int:
    """Put a member's name and face of now over everything they said; return in how many places.

    Doing it twice is doing it once. Who has left by now keeps the voices they left.
    """
    member = Membership.objects.active().filter(id=membership_id).first()
    if member is None:
        return 0
    voices = Voice.objects.filter(membership=member).exclude(name=member.name, face=member.face)
    threads = list(voices.values_list("thread_id", flat=True))
    voices.update(name=member.name, face=member.face)
    return Thread.objects.filter(id__in=threads).update(version=F("version") + 1)
