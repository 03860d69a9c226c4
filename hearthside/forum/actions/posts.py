# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing, changing and taking back words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.statements import together
from hearthside.core.text import excerpt
from hearthside.forum.actions._steps import (
    Words,
    add_post,
    begin_own_place,
    forget_draft,
    heads,
    move_own_place,
    settle,
    voice_in,
)
from hearthside.forum.events import PostTakenDown, PostWritten
from hearthside.forum.models import Post, PostState, Revision, Thread
from hearthside.forum.queries.ground import ground_for
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.rules import can_be_sent, may_change, may_reply, may_steer
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.spaces.models import Role
from hearthside.spaces.rules import Standing


@transaction.atomic
def write_post(*, by: Standing, thread: Thread, words: Words, now: datetime) -> Post:
    """Add words to a conversation. A form sent twice posts once.

    Raises `Refused` as `rules.may_reply` and `rules.can_be_sent` say. Stops the wait
    when somebody other than the author writes. Announces `PostWritten`, once.
    """
    ground = ground_for(thread.id, by, words.once, now)
    if ground.sent_id:
        return Post.objects.get(id=ground.sent_id)
    thread = ground.thread
    may_reply(by, thread).require()
    can_be_sent(words.source, ground.recent_posts).require()

    voice = voice_in(thread, by, ground.voice)
    with together():
        post = add_post(thread, voice, words, now)
        if ground.has_place:
            move_own_place(post, by, thread.last_post_at)
        else:
            begin_own_place(post, by)
        if ground.has_draft:
            forget_draft(by, f"thread:{thread.id}", words.once, words.begun)
        announce(
            PostWritten(
                space_id=thread.space_id, thread_id=thread.id, post_id=post.id, voice_id=voice.id
            )
        )
    return post


@transaction.atomic
def change_post(*, by: Standing, post: Post, words: Words, now: datetime) -> Post:
    """Replace what a post says; the earlier words are kept as a `Revision`.

    Raises `Refused` as `rules.may_change` and `rules.can_be_sent` say.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    can_be_sent(words.source, 0).require()
    if words.source == post.source and words.language == post.language:
        return post
    Revision.objects.create(space_id=post.space_id, post=post, source=post.source, replaced_at=now)
    post.source, post.html, post.language = words.source, words.html, words.language
    post.edited_at = now
    post.save(update_fields=["source", "html", "language", "edited_at"])
    changed: dict[str, int | str] = {"version": thread.version + 1}
    if heads(thread, post) and post.id == opening_post_id(thread):
        changed |= {"opening": excerpt(words.source), "language": words.language}
    Thread.objects.filter(id=thread.id).update(**changed)
    return post


@transaction.atomic
def withdraw_post(*, by: Standing, post: Post, now: datetime) -> Post:
    """Take own words back: nobody else sees them any more, their author still does.

    Raises `Refused` as `rules.may_change` says. A conversation without answers goes with
    its opening words; if the only answer is taken back, the author waits again.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    if post.state == PostState.WITHDRAWN:
        return post
    post.state = PostState.WITHDRAWN
    post.save(update_fields=["state"])
    settle(thread)
    return post


@transaction.atomic
def restore_post(*, by: Standing, post: Post, now: datetime) -> Post:
    """Put words back that their author had taken back.

    Raises `Refused` as `rules.may_change` says.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    post.state = PostState.VISIBLE
    post.save(update_fields=["state"])
    settle(thread)
    return post


@transaction.atomic
def take_down_post(*, by: Standing, post: Post, reason: str, now: datetime) -> Post:
    """Take words out of sight by a steward's decision. Their author keeps them and reads why.

    Raises `Refused` as `rules.may_steer` says. Announces `PostTakenDown`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_steer(by, thread).require()
    post.state, post.state_reason = PostState.TAKEN_DOWN, reason
    post.save(update_fields=["state", "state_reason"])
    settle(thread)
    record(
        by=Actor(by.membership_id, Role.STEWARD),
        deed=Deed(
            Verb.POST_TAKEN_DOWN,
            about=post.voice.membership_id,
            space_id=post.space_id,
            reason_kind="norms",
            reason=reason,
        ),
        now=now,
    )
    announce(PostTakenDown(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post
