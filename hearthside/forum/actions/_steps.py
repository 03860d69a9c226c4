# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that several verbs of the forum share, each inside its caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When

from hearthside.core.crypto.keyring import keyring
from hearthside.core.prepared import ID, INSTANT, PreparedInsert, PreparedUpdate
from hearthside.core.text import excerpt, render, tidy
from hearthside.forum.models import Draft, Place, Post, PostState, Thread, ThreadState, Voice
from hearthside.forum.queries.drafts import draft_key, form_mark
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody sends: the text, the language it is in, and the form's one-time key.

    ``begun`` is the mark of the draft that the form began with, if any.
    """

    source: str
    html: str
    language: str
    once: str
    begun: str = ""

    @classmethod
    def said(cls, source: str, language: str, once: str, begun: str = "") -> Words:
        """Tidy the text and make its HTML, before any transaction holds anybody up."""
        text = tidy(source)
        return cls(text, render(text), language, once, begun)


def voice_in(thread: Thread, by: Standing, voice: Voice | None) -> Voice:
    """Return the voice this member speaks with in a conversation, made on first need."""
    if voice is None:
        voice = Voice.objects.create(
            space_id=thread.space_id,
            thread=thread,
            membership_id=by.member_id,
            name=by.name,
            face=by.face,
        )
    elif (voice.name, voice.face) != (by.name, by.face):
        voice.name, voice.face = by.name, by.face
        voice.save(update_fields=["name", "face"])
        thread.version += 1
    return voice


def add_post(thread: Thread, voice: Voice, words: Words, now: datetime) -> Post:
    """Store words with the HTML made of them, and bring the conversation up to date.

    They stand behind all that is there, also when somebody whose clock read later was
    quicker: who has read up to one post has not missed another before it.
    """
    at = max(now, thread.last_post_at + timedelta(microseconds=1)) if thread.posts_count else now
    post = Post(
        space_id=thread.space_id,
        thread=thread,
        voice=voice,
        source=words.source,
        html=words.html,
        language=words.language,
        written_at=at,
        once=words.once,
    )
    _NEW_POST.add(post)
    answers = thread.answered_at is None and thread.author_id not in (None, voice.id)
    (_ANSWERED if answers else _WRITTEN).run(thread_id=thread.id, now=at)
    return post


def _written(thread_id: UUID, now: datetime) -> tuple[QuerySet[Thread], dict[str, Any]]:
    more = {"posts_count": F("posts_count") + 1, "version": F("version") + 1}
    return Thread.objects.filter(id=thread_id), {"last_post_at": now, **more}


def _answered(thread_id: UUID, now: datetime) -> tuple[QuerySet[Thread], dict[str, Any]]:
    thread, changes = _written(thread_id, now)
    return thread, {**changes, "answered_at": now}


def _read(
    membership_id: UUID, thread_id: UUID, last: datetime, now: datetime
) -> tuple[QuerySet[Place], dict[str, Any]]:
    mine = Place.objects.filter(membership_id=membership_id, thread_id=thread_id)
    up_to_here = Case(When(read_to__gte=last, then=Value(now)), default=F("read_to"))
    return mine, {"read_to": up_to_here, "followed": True}


_NEW_POST = PreparedInsert(Post)
_WRITTEN = PreparedUpdate(_written, thread_id=ID, now=INSTANT)
_ANSWERED = PreparedUpdate(_answered, thread_id=ID, now=INSTANT)
_READ = PreparedUpdate(_read, membership_id=ID, thread_id=ID, last=INSTANT, now=INSTANT)


def move_own_place(post: Post, by: Standing, last: datetime) -> None:
    """Who writes follows, and has read up to what they wrote if they had read all before it.

    ``last`` is when the words before theirs were written. Who answers from an earlier page
    still finds what is new behind it.
    """
    at = post.written_at
    _READ.run(membership_id=by.member_id, thread_id=post.thread_id, last=last, now=at)


def begin_own_place(post: Post, by: Standing) -> None:
    """Who writes in a conversation they never opened follows it, and has read what they wrote."""
    kept = {"read_to": post.written_at, "followed": True}
    Place.objects.update_or_create(  # another page of theirs may make it at this moment
        membership_id=by.member_id,
        thread_id=post.thread_id,
        defaults=kept,
        create_defaults={"space_id": post.space_id, **kept},
    )


def draft_owner(by: Standing) -> bytes:
    """Return what stands for one member in the table of drafts."""
    return keyring().blind("draft-owner", by.member_id)


def forget_draft(by: Standing, place: str, once: str, begun: str) -> None:
    """Delete the draft of one form: kept by it, or the one it began with.

    In another tab something else may be in the making, and stays.
    """
    own = ["", form_mark(once), begun]
    Draft.objects.filter(key=draft_key(by, place), form__in=own).delete()


def heads(thread: Thread, first: Post) -> bool:
    """Whether the first post of a conversation stands in its heading: shown, and its author's."""
    return first.state == PostState.VISIBLE and first.voice_id == thread.author_id


def settle(thread: Thread) -> None:
    """Work out again what withdrawn or restored words change: answered since, shown, heading.

    An answer that was taken back answers nobody; a conversation whose opening words are
    gone stays while somebody else's words stand in it, without these words in its heading.
    """
    shown = Post.objects.filter(thread=thread, state=PostState.VISIBLE).order_by("written_at", "id")
    answer = shown.exclude(voice=thread.author).first()
    opening = thread.posts.order_by("written_at", "id").first()
    gone = opening is not None and opening.state == PostState.WITHDRAWN and answer is None
    if gone:
        state = ThreadState.WITHDRAWN
    elif thread.state == ThreadState.WITHDRAWN:
        state = ThreadState.OPEN
    else:
        state = ThreadState(thread.state)
    Thread.objects.filter(id=thread.id).update(
        answered_at=answer.written_at if answer else None,
        state=state,
        opening=excerpt(opening.source) if opening and heads(thread, opening) else "",
        version=thread.version + 1,
    )
