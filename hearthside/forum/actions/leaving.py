# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of words when the person who wrote them leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max

from hearthside.core.crypto.keyring import keyring
from hearthside.core.records import locked
from hearthside.forum.actions._steps import settle
from hearthside.forum.models import Draft, Place, Post, Revision, Thread, Voice
from hearthside.spaces.models import new_face


@transaction.atomic
def erase_words(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Delete every word of these memberships, and conversations in which only they spoke.

    In conversations with others the gap stays, without title or first words of theirs.
    """
    _forget_private(membership_ids)
    voices = Voice.objects.filter(membership_id__in=membership_ids)
    touched = list(Thread.objects.filter(voices__in=voices).distinct())
    own_voices = set(voices.values_list("id", flat=True))
    for row in sorted(touched, key=lambda thread: thread.id):
        thread = locked(row)
        if thread.author_id in own_voices:
            thread.title = thread.opening = ""
            thread.save(update_fields=["title", "opening"])
    Post.objects.filter(voice__in=voices).delete()
    voices.delete()
    Thread.objects.filter(id__in=[t.id for t in touched], posts=None).delete()
    for row in Thread.objects.filter(id__in=[t.id for t in touched]):
        _count_again(row)


@transaction.atomic
def unname_words(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Leave the words, without name and face; two conversations can't be joined by them."""
    _forget_private(membership_ids)
    voices = list(Voice.objects.filter(membership_id__in=membership_ids))
    for voice in voices:
        voice.name, voice.face, voice.membership_id = "", new_face(), None
    Voice.objects.bulk_update(voices, ["name", "face", "membership"], batch_size=500)
    Thread.objects.filter(voices__in=voices).update(version=F("version") + 1)


def _forget_private(membership_ids: Sequence[UUID]) -> None:
    """Delete what only these members could see: drafts, places, earlier versions."""
    owners = [keyring().blind("draft-owner", each) for each in membership_ids]
    Draft.objects.filter(owner__in=owners).delete()
    Place.objects.filter(membership_id__in=membership_ids).delete()
    Revision.objects.filter(post__voice__membership_id__in=membership_ids).delete()


def _count_again(thread: Thread) -> None:
    found = Post.objects.filter(thread=thread).aggregate(n=Count("id"), last=Max("written_at"))
    thread.posts_count, thread.last_post_at = found["n"], found["last"]
    thread.save(update_fields=["posts_count", "last_post_at"])
    settle(thread)
