# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying what words talk about, suggesting it, and choosing what one meets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.forum.actions._signs import held_signs, keep_signs
from hearthside.forum.actions._steps import heads
from hearthside.forum.events import NoteSuggested, PostNoted
from hearthside.forum.models import (
    Note,
    NoteWishes,
    Post,
    Suggestion,
    SuggestionState,
    Thread,
)
from hearthside.forum.queries.notes import wishes_key, written_wishes
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.queries.signs import Given
from hearthside.forum.rules.notes import (
    NO_SUCH_NOTE,
    SUGGESTED_ALREADY,
    SUGGESTED_ONCE,
    Wishes,
    may_note,
    may_suggest,
    read_notes,
    written_notes,
)
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.spaces.models import Role
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def set_notes(*, by: Standing, post: Post, notes: Collection[str], now: datetime) -> Post:
    """Say what a post talks about. What was suggested and is among it is taken.

    Raises `Refused` as `rules.notes.may_note` says. A steward's choice about somebody else's
    words is an entry in the ledger; announces `PostNoted` then.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_note(by, post, post.voice).require()
    _put(by, thread, post, written_notes(notes), now)
    return post


@transaction.atomic
def suggest_note(*, by: Standing, post: Post, note: str, now: datetime) -> None:
    """Suggest a note for somebody's words. It changes nothing until the author or a steward
    takes it, however many suggest it; who suggested is kept nowhere but under their own seal.

    Raises `Refused` as `rules.notes.may_suggest` says, for a note that is there or was suggested
    before, and for a second one by the same reader. Announces `NoteSuggested`.
    """
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_suggest(by, post, post.voice).require()
    if note not in Note.values:
        NO_SUCH_NOTE.require()
    row, signs = held_signs(by, thread.id)
    given = signs.get(post.id, Given())
    if given.suggested:
        (SUGGESTED_ALREADY if given.suggested == note else SUGGESTED_ONCE).require()
    if note in read_notes(post.notes) or post.suggestions.filter(note=note).exists():
        SUGGESTED_ALREADY.require()
    Suggestion.objects.create(space_id=post.space_id, post=post, note=note)
    keep_signs(row, {**signs, post.id: replace(given, suggested=note)})
    announce(NoteSuggested(post_id=post.id, at=now))


@transaction.atomic
def take_suggestion(*, by: Standing, post: Post, note: str, now: datetime) -> Post:
    """Put a suggested note on a post. Raises `Refused` as `rules.notes.may_note` says."""
    thread = locked(post.thread)
    post = locked(post, "voice")
    may_note(by, post, post.voice).require()
    if post.suggestions.filter(note=note).exists():
        _put(by, thread, post, written_notes([*read_notes(post.notes), note]), now)
    return post


@transaction.atomic
def decline_suggestion(*, by: Standing, post: Post, note: str, now: datetime) -> None:
    """Leave a suggested note off. It is not asked again for these words.

    Raises `Refused` as `rules.notes.may_note` says.
    """
    post = locked(post, "voice")
    may_note(by, post, post.voice).require()
    waiting = post.suggestions.filter(note=note, state=SuggestionState.OPEN)
    waiting.update(state=SuggestionState.DECLINED)


@transaction.atomic
def keep_wishes(*, by: Standing, wishes: Wishes, now: datetime) -> None:
    """Keep, sealed, which notes a member folds and hides; nothing is kept where all are shown."""
    key, kept = wishes_key(by.member_id), written_wishes(wishes)
    if kept.strip() == "{}":
        NoteWishes.objects.filter(key=key).delete()
    else:
        NoteWishes.objects.update_or_create(key=key, defaults={"kept": kept})


def _put(by: Standing, thread: Thread, post: Post, notes: str, now: datetime) -> None:
    taken = post.suggestions.filter(note__in=read_notes(notes))
    taken.update(state=SuggestionState.TAKEN)
    if notes == post.notes:
        return
    post.notes = notes
    post.save(update_fields=["notes"])
    changed: dict[str, int | str] = {"version": thread.version + 1}
    if heads(thread, post) and post.id == opening_post_id(thread):
        changed["notes"] = notes
    Thread.objects.filter(id=thread.id).update(**changed)
    if not by.is_face(post.voice.face_id):
        _tell(by, post, now)


def _tell(by: Standing, post: Post, now: datetime) -> None:
    deed = Deed(
        Verb.POST_NOTED, about=post.voice.face_id, space_id=post.space_id, reason_kind="note"
    )
    record(by=Actor(by.membership_id, Role.STEWARD), deed=deed, now=now)
    announce(PostNoted(post_id=post.id, at=now))
