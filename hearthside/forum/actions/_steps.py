# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that several verbs of the forum share, each inside its caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When

from hearthside.core.crypto.padding import read_ids, written_ids
from hearthside.core.prepared import BYTES, ID, INSTANT, PreparedInsert, PreparedUpdate
from hearthside.core.text import excerpt_of, render, tidy
from hearthside.forum.actions._questions import settle_questions
from hearthside.forum.actions._unnamed import unnamed_voice
from hearthside.forum.events import WaitChanged
from hearthside.forum.models import (
    Draft,
    Fold,
    Place,
    Post,
    PostState,
    Shelf,
    Thread,
    ThreadState,
    Voice,
)
from hearthside.forum.queries.drafts import draft_key, form_mark
from hearthside.forum.queries.places import (
    place_key,
    place_owner,
    shelf_key,
)
from hearthside.forum.rules.conversation import may_speak
from hearthside.forum.rules.folds import is_folded_away
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody sends: the text, the language it is in, and the form's one-time key.

    ``begun`` is the mark of the draft that the form began with, if any; ``unnamed`` says
    that whoever speaks here for the first time does so without their name.
    """

    source: str
    html: str
    language: str
    once: str
    begun: str = ""
    unnamed: bool = False
    notes: str = ""

    @classmethod
    def said(cls, source: str, language: str, once: str, begun: str = "") -> Words:
        """Tidy the text and make its HTML, before any transaction holds anybody up."""
        text = tidy(source)
        return cls(text, render(text), language, once, begun)

    def without_a_name(self) -> Words:
        """The same words, to be said without a name."""
        return replace(self, unnamed=True)

    def about(self, notes: str) -> Words:
        """The same words, with the notes (`rules.notes.written_notes`) their author chose."""
        return replace(self, notes=notes)


def voice_in(
    thread: Thread, by: Standing, voice: Voice | None, words: Words, now: datetime
) -> Voice:
    """Return the voice this member speaks with in a conversation, made on first need.

    In a conversation a person has one face: who has spoken there without their name goes on
    so, whatever the form says.
    """
    may_speak(voice, words.unnamed).require()
    if voice is None:
        return unnamed_voice(thread, by, now) if words.unnamed else _named_voice(thread, by)
    if not voice.unnamed and (voice.name, voice.face) != (by.name, by.face):
        voice.name, voice.face = by.name, by.face
        voice.save(update_fields=["name", "face"])
        thread.version += 1
    return voice


def _named_voice(thread: Thread, by: Standing) -> Voice:
    return Voice.objects.create(
        space_id=thread.space_id,
        thread=thread,
        membership_id=by.member_id,
        name=by.name,
        face=by.face,
    )


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
        notes=words.notes,
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


def _read(key: bytes, last: datetime, now: datetime) -> tuple[QuerySet[Place], dict[str, Any]]:
    mine = Place.objects.filter(key=key)
    up_to_here = Case(When(read_to__gte=last, then=Value(now)), default=F("read_to"))
    return mine, {"read_to": up_to_here, "followed": True}


_NEW_POST = PreparedInsert(Post)
_WRITTEN = PreparedUpdate(_written, thread_id=ID, now=INSTANT)
_ANSWERED = PreparedUpdate(_answered, thread_id=ID, now=INSTANT)
_READ = PreparedUpdate(_read, key=BYTES, last=INSTANT, now=INSTANT)


def move_own_place(post: Post, by: Standing, last: datetime) -> None:
    """Who writes follows, and has read up to what they wrote if they had read all before it.

    ``last`` is when the words before theirs were written. Who answers from an earlier page
    still finds what is new behind it.
    """
    _READ.run(key=place_key(by.member_id, post.thread_id), last=last, now=post.written_at)


def begin_own_place(post: Post, by: Standing, voice: Voice) -> None:
    """Who writes in a conversation they never opened, or for the first time without their
    name, follows it and has read what they wrote."""
    kept: dict[str, Any] = {"read_to": post.written_at, "followed": True}
    if voice.unnamed:
        kept["owner"] = place_owner(by.member_id, voice.id)
    put_place(by, post.thread_id, post.space_id, kept)


def put_place(by: Standing, thread_id: UUID, space_id: UUID, kept: dict[str, Any]) -> Place:
    """Store what a member keeps about a conversation; another page of theirs may do so now."""
    place, _ = Place.objects.update_or_create(
        key=place_key(by.member_id, thread_id),
        defaults=kept,
        create_defaults={
            "owner": place_owner(by.member_id),
            "thread_id": thread_id,
            "space_id": space_id,
            **kept,
        },
    )
    return place


def keep_on_shelf(by: Standing, place: Place) -> None:
    """Note which conversations a member can be shown again by: followed or hidden ones."""
    row, made = Shelf.objects.select_for_update().get_or_create(
        key=shelf_key(by.member_id), defaults={"kept": written_ids([])}
    )
    kept, this = read_ids(row.kept), {place.thread_id}
    now_kept = kept | this if place.followed or place.hidden else kept - this
    if now_kept != kept or made:
        row.kept = written_ids(now_kept)
        row.save(update_fields=["kept"])


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

    An answer that was taken back, or of which nothing is left to read, answers nobody; a
    conversation whose opening words are gone stays while somebody else's words stand in it,
    without these words in its heading.
    """
    shown = Post.objects.filter(thread=thread, state=PostState.VISIBLE).order_by("written_at", "id")
    beside = shown.exclude(voice=thread.author)
    answer = beside.exclude(id__in=_folded_away(thread)).first()
    opening = thread.posts.order_by("written_at", "id").first()
    taken_back = opening is not None and opening.state == PostState.WITHDRAWN
    gone = taken_back and not beside.exists()
    if gone:
        state = ThreadState.WITHDRAWN
    elif thread.state == ThreadState.WITHDRAWN:
        state = ThreadState.OPEN
    else:
        state = ThreadState(thread.state)
    Thread.objects.filter(id=thread.id).update(
        answered_at=answer.written_at if answer else None,
        state=state,
        opening=excerpt_of(opening.rendered) if opening and heads(thread, opening) else "",
        notes=opening.notes if opening and heads(thread, opening) else "",
        version=thread.version + 1,
    )
    settle_questions(thread)
    announce(WaitChanged(space_id=thread.space_id, thread_id=thread.id))


def _folded_away(thread: Thread) -> list[UUID]:
    """The posts of a conversation of which others read nothing any more."""
    folds = Fold.objects.filter(post__thread=thread).only("post_id", "source")
    return [fold.post_id for fold in folds if is_folded_away(fold.source)]
