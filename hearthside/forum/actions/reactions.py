# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying something kind without words, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.forum.actions._signs import held_signs, keep_signs
from hearthside.forum.events import PostReactedTo
from hearthside.forum.models import Post, Reaction, Thread
from hearthside.forum.queries.signs import Given
from hearthside.forum.rules.signs import NO_SUCH_SIGN, may_react, read_counts, written_counts
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.rules.standing import Standing

Kinds = tuple[str, ...]


@transaction.atomic
def give_reaction(*, by: Standing, post: Post, kind: str, now: datetime) -> Post:
    """React to a post. A form sent twice counts once.

    Raises `Refused` as `rules.signs.may_react` says. Announces `PostReactedTo` for the first
    reaction of this member to this post, ever: taking it back and giving it again tells nobody.
    """
    return _change(
        by, post, kind, now, lambda given: (*given, kind) if kind not in given else given
    )


@transaction.atomic
def take_reaction_back(*, by: Standing, post: Post, kind: str, now: datetime) -> Post:
    """Take a reaction back. Raises `Refused` as `rules.signs.may_react` says."""
    return _change(by, post, kind, now, lambda given: tuple(one for one in given if one != kind))


def _change(
    by: Standing, post: Post, kind: str, now: datetime, change: Callable[[Kinds], Kinds]
) -> Post:
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_react(by, post, post.voice, thread).require()
    if kind not in Reaction.values:
        NO_SUCH_SIGN.require()
    row, signs = held_signs(by, thread.id)
    given = signs.get(post.id, Given())
    reactions = change(given.reactions)
    if reactions == given.reactions:
        return post
    keep_signs(row, {**signs, post.id: Given(reactions, given.suggested, told=True)})
    counts = read_counts(post.reactions)
    counts[kind] = counts.get(kind, 0) + len(reactions) - len(given.reactions)
    post.reactions = written_counts(counts)
    post.save(update_fields=["reactions"])
    Thread.objects.filter(id=thread.id).update(version=thread.version + 1)
    if not given.told:
        announce(PostReactedTo(post_id=post.id, at=now))
    return post
