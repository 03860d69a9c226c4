# SPDX-License-Identifier: AGPL-3.0-or-later
"""Folding a part of a post as a steward decided, and showing words again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import render
from hearthside.forum.actions._steps import settle
from hearthside.forum.events import PostFolded, PostPutBack
from hearthside.forum.models import Fold, Post, PostState
from hearthside.forum.rules.conversation import may_steer
from hearthside.forum.rules.folds import Spans, fitted, without
from hearthside.ledger.actions.outbox import announce
from hearthside.moderation.actions.measures import note_changed
from hearthside.moderation.hooks import Folding, PuttingBack
from hearthside.moderation.models import MeasureKind
from hearthside.moderation.queries.content import still_taken_down


@transaction.atomic
def fold_post(*, post: Post, folding: Folding, now: datetime) -> Post:
    """Show others a post without some parts, at once. Its author goes on seeing the whole.

    Raises `Refused` as `rules.may_steer` says. Announces `PostFolded`.
    """
    thread = locked(post.thread)
    post = locked(post)
    may_steer(folding.by, thread).require()
    known = Fold.objects.filter(post=post).first()
    spans = dict(known.spans) if known else {}
    spans[folding.measure_id.hex] = [list(span) for span in folding.spans]
    _keep(post, spans)
    settle(thread)
    announce(PostFolded(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post


@transaction.atomic
def refit_folds(*, post: Post, before: str, now: datetime) -> None:
    """Fit the folds of a post to words that were just changed by their author.

    Called in the transaction of the change, with what it said ``before``. The stewards learn
    that a folded part was changed, as `moderation.actions.measures.note_changed` says.
    """
    fold = Fold.objects.filter(post=post).first()
    if fold is None:
        return
    spans = fitted(before, post.source, fold.spans)
    was = {(d, before[a:b]) for d, parts in fold.spans.items() for a, b in parts}
    now_is = {(d, post.source[a:b]) for d, parts in spans.items() for a, b in parts}
    _keep(post, spans)
    if was != now_is:
        note_changed(kind="post", content_id=post.id, is_gone=not spans, now=now)


@transaction.atomic
def put_back_post(*, post: Post, back: PuttingBack, now: datetime) -> Post:
    """Show a post again as it was before one decision: whole, and in its place.

    Words that their author took back meanwhile stay taken back, and words that another decision
    took down stay out of sight. Raises `Refused` as
    `rules.may_steer` says. Announces `PostPutBack`.
    """
    thread = locked(post.thread)
    post = locked(post)
    may_steer(back.by, thread).require()
    if back.kind == MeasureKind.FOLDED:
        _unfold(post, back.measure_id)
    else:
        _show(post, back.measure_id)
    settle(thread)
    announce(PostPutBack(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post


def _unfold(post: Post, measure_id: UUID) -> None:
    fold = Fold.objects.filter(post=post).first()
    if fold is not None and measure_id.hex in fold.spans:
        left = {each: parts for each, parts in fold.spans.items() if each != measure_id.hex}
        _keep(post, left)


def _show(post: Post, measure_id: UUID) -> None:
    """Undo one taking down, with the post locked: of two at once, the later shows the words."""
    if down := still_taken_down("post", post.id, but=measure_id):
        post.state_reason = down.reason or post.state_reason
    else:
        post.state_reason = ""
        if post.state == PostState.TAKEN_DOWN:
            post.state = PostState.VISIBLE
    post.save(update_fields=["state", "state_reason"])


def _keep(post: Post, spans: Spans) -> None:
    if not spans:
        Fold.objects.filter(post=post).delete()
        return
    source = without(post.source, spans)
    shown = {"spans": spans, "source": source, "html": render(source)}
    Fold.objects.update_or_create(
        post=post, defaults=shown, create_defaults={"space_id": post.space_id, **shown}
    )
