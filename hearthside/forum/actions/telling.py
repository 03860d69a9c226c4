# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling an author, under the face they spoke with, what became of their words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from hearthside.forum.models import Post
from hearthside.forum.rules.telling import REACTED
from hearthside.notices.actions.notices import Telling, notify


@transaction.atomic
def tell_author(*, post_id: UUID, kind: str, now: datetime) -> None:
    """Tell whoever wrote a post; nobody where they have left.

    Reactions in one conversation are one notice, which goes with opening the conversation; what
    has to be decided leads to the page where it is.
    """
    post = Post.objects.select_related("voice", "space").filter(id=post_id).first()
    if post is None or not post.voice.is_somebody:
        return
    subject_id, page, part = post.id, "forum:post_options", "#notes"
    if kind == REACTED:
        subject_id, page, part = post.thread_id, "forum:post", ""
    path = reverse(page, args=[post.space.slug, post.id]) + part
    telling = Telling(post.space_id, post.voice.face_id, kind, subject_id, path)
    notify(telling=telling, now=now)
