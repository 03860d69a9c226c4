# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum answers the desk: showing, folding and taking down what was reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.folds import fold_post, put_back_post
from hearthside.forum.actions.posts import take_down_post
from hearthside.forum.models import Post, Voice
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.places import voice_key
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.queries.same_words import posts_with_the_same_words
from hearthside.moderation.hooks import (
    Begun,
    Elsewhere,
    Folding,
    PuttingBack,
    Reported,
    Taking,
    begun,
    content,
    fold,
    put_back,
    same_words,
    sent,
    take_down,
    voice_beside,
)
from hearthside.spaces.rules.standing import Standing


@content.answer
def reported_post(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Show a steward the post that a report is about."""
    if kind != "post":
        return None
    posts = Post.objects.select_related("voice", "space", "thread").filter(space_id=space_id)
    post = posts.filter(id=content_id).first()
    if post is None:
        return None
    title = post.thread.title if post.id == opening_post_id(post.thread) else ""
    return Reported(
        label=_("A post"),
        html=post.whole,
        author_id=post.voice.membership_id,
        author_name=post.voice.name,
        path=reverse("forum:post", args=[post.space.slug, post.id]),
        face_id=post.voice.face_id,
        source=post.source,
        change_path=reverse("forum:post_words", args=[post.space.slug, post.id]),
        title=title,
        title_path=reverse("forum:title", args=[post.space.slug, post.thread_id]) if title else "",
    )


@voice_beside.answer
def own_voice_beside_a_post(standing: Standing, kind: str, content_id: UUID) -> UUID | None:
    """Who speaks in a conversation without their name reports its posts as that voice."""
    here = standing.space_id
    post = _post_of(kind, content_id, here) if here and standing.is_member else None
    if post is None:
        return None
    own = Voice.objects.filter(key=voice_key(standing.member_id, post.thread_id))
    return own.values_list("id", flat=True).first()


@same_words.answer
def quoted_elsewhere(kind: str, content_id: UUID, space_id: UUID) -> Sequence[Elsewhere]:
    """Where a folded part still stands in the same conversation."""
    if kind != "post":
        return []
    return [
        Elsewhere(post.id, post.voice.name, reverse("forum:post", args=[post.space.slug, post.id]))
        for post in posts_with_the_same_words(content_id, space_id)
    ]


@take_down.answer
def take_down_reported(kind: str, content_id: UUID, taking: Taking) -> bool:
    """Take a reported post out of sight, as a steward decided."""
    if kind != "post":
        return False
    post = Post.objects.filter(id=content_id, space_id=taking.space_id).first()
    if post is None:
        return False
    take_down_post(by=taking.by, post=post, reason=taking.reason, now=taking.now)
    return True


@fold.answer
def fold_reported(kind: str, content_id: UUID, folding: Folding) -> bool:
    """Fold parts of a reported post, as a steward decided."""
    post = _post_of(kind, content_id, folding.space_id)
    return post is not None and bool(fold_post(post=post, folding=folding, now=folding.now))


@put_back.answer
def put_back_reported(kind: str, content_id: UUID, back: PuttingBack) -> bool:
    """Show a post again, as a steward decided on looking anew."""
    post = _post_of(kind, content_id, back.space_id)
    return post is not None and bool(put_back_post(post=post, back=back, now=back.now))


def _post_of(kind: str, content_id: UUID, space_id: UUID) -> Post | None:
    if kind != "post":
        return None
    return Post.objects.filter(id=content_id, space_id=space_id).first()


@begun.answer
def report_begun(standing: Standing, slug: str, place: str) -> Begun:
    """What somebody began to tell the stewards is kept like every draft: sealed, and theirs."""
    save_to = reverse("forum:draft", args=[slug, place])
    return Begun(save_to, begun_in(place, standing).words)


@sent.answer
def report_sent(by: Standing, place: str, now: datetime) -> None:
    """What was sent to the stewards is no draft any more."""
    keep_draft(by=by, unsent=Unsent("", place), now=now)
