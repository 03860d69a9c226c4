# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing, changing and taking back words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import again_if_beaten, locked
from hearthside.core.statements import together
from hearthside.core.text import excerpt_of
from hearthside.core.verdicts import Refused
from hearthside.forum.actions._questions import NO_LINKS, ReplyLinks, take_as_answers
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
from hearthside.forum.actions.folds import refit_folds
from hearthside.forum.actions.questions import begin_question
from hearthside.forum.events import PostChanged, PostTakenDown, PostWritten
from hearthside.forum.models import Fold, Post, PostState, Revision, Thread
from hearthside.forum.queries.ground import ground_for
from hearthside.forum.queries.met import meets_author
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.rules.conversation import (
    NOT_HERE,
    can_be_sent,
    may_change,
    may_reply,
    may_steer,
)
from hearthside.forum.rules.questions import can_ask
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.spaces.models import Role
from hearthside.spaces.rules.standing import Standing, may_write


@again_if_beaten
@transaction.atomic
def write_post(
    *, by: Standing, thread: Thread, words: Words, now: datetime, links: ReplyLinks = NO_LINKS
) -> Post:
    """Add words to a conversation. A form sent twice posts once.

    ``links`` says whether they ask for an answer, and what they answer themselves; where they
    cannot ask, as whoever still waits for a first answer, they are posted all the same.

    Raises `Refused` as `rules.may_reply`, `rules.may_speak` and `rules.can_be_sent` say, and where
    whoever began it would not meet them: no wait ends with words that are hidden from its author.
    Stops the wait when somebody other than the author writes. Announces `PostWritten`, once.
    """
    ground = ground_for(thread.id, by, words.once, now)
    if ground.sent_id:
        return Post.objects.get(id=ground.sent_id)
    thread = ground.thread
    if not meets_author(by, thread):
        raise Refused(NOT_HERE)
    may_reply(by, thread, unnamed=ground.speaks_unnamed or words.unnamed).require()
    can_be_sent(words.source, ground.recent_posts).require()

    voice = voice_in(thread, by, ground.voice, words, now)
    with together():
        post = add_post(thread, voice, words, now)
        if ground.has_place and (ground.voice or not voice.unnamed):
            move_own_place(post, by, thread.last_post_at)
        else:
            begin_own_place(post, by, voice)
        if ground.has_draft:
            forget_draft(by, f"thread:{thread.id}", words.once, words.begun)
        announce(
            PostWritten(
                space_id=thread.space_id, thread_id=thread.id, post_id=post.id, voice_id=voice.id
            )
        )
    if ground.has_questions:
        take_as_answers(post, voice, links.answers)
    if links.asks and can_ask(thread, voice.id):
        begin_question(post=post, thread=thread, of=links.of, now=post.written_at)
    return post


@transaction.atomic
def change_post(*, by: Standing, post: Post, words: Words, now: datetime) -> Post:
    """Replace what a post says; the earlier words are kept as a `Revision`.

    Raises `Refused` as `rules.may_change` and `rules.can_be_sent` say. Announces `PostChanged`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    may_write(by).require()
    can_be_sent(words.source, 0).require()
    if words.source == post.source and words.language == post.language:
        return post
    Revision.objects.create(space_id=post.space_id, post=post, source=post.source, replaced_at=now)
    before = post.source
    post.source, post.html, post.language = words.source, words.html, words.language
    post.edited_at = now
    post.save(update_fields=["source", "html", "language", "edited_at"])
    refit_folds(post=post, before=before, now=now)
    changed: dict[str, int | str] = {"version": thread.version + 1}
    if heads(thread, post) and post.id == opening_post_id(thread):
        changed |= {"opening": excerpt_of(post.rendered), "language": words.language}
    Thread.objects.filter(id=thread.id).update(**changed)
    if Fold.objects.filter(post=post).exists():
        settle(locked(thread))  # more of it, or less, may be left to read
    announce(PostChanged(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post


@transaction.atomic
def withdraw_post(*, by: Standing, post: Post, now: datetime) -> Post:
    """Take own words back: nobody else sees them any more, their author still does.

    Raises `Refused` as `rules.may_change` says. A conversation without answers goes with
    its opening words; if the only answer is taken back, the author waits again. Announces
    `PostChanged`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    if post.state == PostState.WITHDRAWN:
        return post
    post.state = PostState.WITHDRAWN
    post.save(update_fields=["state"])
    settle(thread)
    announce(PostChanged(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post


@transaction.atomic
def restore_post(*, by: Standing, post: Post, now: datetime) -> Post:
    """Put words back that their author had taken back.

    Raises `Refused` as `rules.may_change` says. Announces `PostChanged`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_change(by, post, post.voice).require()
    post.state = PostState.VISIBLE
    post.save(update_fields=["state"])
    settle(thread)
    announce(PostChanged(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post


@transaction.atomic
def take_down_post(*, by: Standing, post: Post, reason: str, now: datetime) -> Post:
    """Take words out of sight by a steward's decision. Their author keeps them and reads why.

    Words that their author took back stay taken back, and are not put back while the decision
    stands. Raises `Refused` as `rules.may_steer` says. Announces `PostTakenDown`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_steer(by, thread).require()
    if post.state != PostState.WITHDRAWN:
        post.state = PostState.TAKEN_DOWN
    post.state_reason = reason
    post.save(update_fields=["state", "state_reason"])
    settle(thread)
    record(
        by=Actor(by.membership_id, Role.STEWARD),
        deed=Deed(
            Verb.POST_TAKEN_DOWN,
            about=post.voice.face_id,
            space_id=post.space_id,
            reason_kind="norms",
            reason=reason,
        ),
        now=now,
    )
    announce(PostTakenDown(space_id=post.space_id, thread_id=thread.id, post_id=post.id))
    return post
