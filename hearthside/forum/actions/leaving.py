# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of words when the person who wrote them leaves."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, F, Max, QuerySet

from hearthside.core.records import locked
from hearthside.forum.actions._steps import settle
from hearthside.forum.events import VoicesPart, WordsGo
from hearthside.forum.models import (
    Draft,
    Going,
    NoteWishes,
    Place,
    Post,
    Revision,
    Shelf,
    Signs,
    Thread,
    Voice,
)
from hearthside.forum.queries.drafts import owners_of
from hearthside.forum.queries.going import faces_of, read_going, written_going
from hearthside.forum.queries.notes import wishes_key
from hearthside.forum.queries.places import batched, every_place_of, place_owner, shelf_key
from hearthside.forum.queries.signs import every_sign_of, signs_key
from hearthside.forum.rules.conversation import TAKEN_ALONG_WITHIN
from hearthside.ledger.actions.outbox import appoint, forget_deliveries
from hearthside.moderation.actions.leaving import forget_on_desk
from hearthside.notices.actions.notices import forget_notices
from hearthside.privacy.actions.leaving import forget_holders, forget_openings
from hearthside.privacy.hooks import Leave
from hearthside.spaces.models import new_face


@transaction.atomic
def erase_words(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Delete every word of these memberships, and conversations in which only they spoke.

    In conversations with others the gap stays, without title or first words of theirs.
    """
    _forget_private(membership_ids)
    _erase_voices(Voice.objects.filter(membership_id__in=membership_ids))


def _erase_voices(voices: QuerySet[Voice]) -> None:
    touched = list(Thread.objects.filter(voices__in=voices).distinct())
    own_voices = set(voices.values_list("id", flat=True))
    _erase_places(voices.filter(unnamed=True))
    for row in sorted(touched, key=lambda thread: thread.id):
        thread = locked(row)
        if thread.author_id in own_voices:
            thread.title = thread.opening = ""
            thread.save(update_fields=["title", "opening"])
    posts = Post.objects.filter(voice__in=voices)
    list(posts.select_for_update(of=("self",)).order_by("id").values_list("id"))  # hold them first
    posts.delete()
    voices.delete()
    Thread.objects.filter(id__in=[t.id for t in touched], posts=None).delete()
    for row in Thread.objects.filter(id__in=[t.id for t in touched]).order_by("id"):
        _count_again(row)


def _erase_places(voices: QuerySet[Voice]) -> None:
    """Delete what was kept about conversations under these voices, found by opening the seals."""
    Place.objects.filter(id__in=[place.id for place in _places_under(voices)]).delete()


def _places_under(voices: QuerySet[Voice]) -> list[Place]:
    faces = set(voices.values_list("id", flat=True))
    threads = voices.order_by().values("thread_id")
    places = Place.objects.filter(thread__in=threads).order_by("id")
    return [place for place in places if place.owners[1] in faces]


@transaction.atomic
def unname_words(*, membership_ids: Sequence[UUID], now: datetime) -> None:
    """Leave the words, without name and face; two conversations can't be joined by them.

    Voices without a name stay as they are for now: touched together, they would be joined to each
    other. `let_unnamed_go` sees to them.
    """
    _forget_private(membership_ids)
    voices = list(Voice.objects.filter(membership_id__in=membership_ids))
    for voice in voices:
        voice.name, voice.face, voice.membership_id = "", new_face(), None
    Voice.objects.bulk_update(voices, ["name", "face", "membership"], batch_size=500)
    Thread.objects.filter(voices__in=voices).update(version=F("version") + 1)


def _forget_private(membership_ids: Sequence[UUID]) -> None:
    """Delete what only these members could see: drafts, places, earlier versions, what they
    wish to meet, and who gave which sign.

    A sign itself stays counted: it names nobody, and counts that fall together would. The place
    in a conversation where they speak without their name stays with that voice: without it the
    voice would hear no more of answers from this instant on.
    """
    unnamed = Voice.objects.filter(id__in=faces_of(list(membership_ids)))
    spoken = set(unnamed.order_by("id").values_list("thread_id", flat=True))
    Draft.objects.filter(owner__in=owners_of(membership_ids)).delete()
    for each in membership_ids:
        for part in batched(p.id for p in every_place_of(each) if p.thread_id not in spoken):
            Place.objects.filter(id__in=part).delete()
        for threads in batched(every_sign_of(each)):
            Signs.objects.filter(key__in=[signs_key(each, thread) for thread in threads]).delete()
    NoteWishes.objects.filter(key__in=[wishes_key(each) for each in membership_ids]).delete()
    Shelf.objects.filter(key__in=[shelf_key(each) for each in membership_ids]).delete()
    Revision.objects.filter(post__voice__membership_id__in=membership_ids).delete()


@transaction.atomic
def let_unnamed_go(*, voice_ids: Collection[UUID], leave: Leave, now: datetime) -> None:
    """Let voices without a name go, or only who is behind them, each at an instant of its own
    within three days.

    All at once, whoever looks on would see that they were one person's; so what the stewards'
    desk, the ledger and opened seals know of a voice goes with it, and not before. Until then
    a sealed list knows which, and nothing else; also for whoever has none, so that it does not
    say who had. Announces nothing; appoints `WordsGo` or `VoicesPart`.
    """
    nobody = uuid4()
    going = Going(kept=written_going({each: now + _some_while() for each in voice_ids or [nobody]}))
    going.save(force_insert=True)
    _appoint_next(going, leave)


@transaction.atomic
def let_words_go(*, going_id: UUID, now: datetime) -> None:
    """Erase the voices whose instant has come, with all that was kept about them, and appoint
    the next. Twice is once."""
    _let_go(going_id, Leave.ERASE_ALL, now)


@transaction.atomic
def let_voices_part(*, going_id: UUID, now: datetime) -> None:
    """Forget who was behind the voices whose instant has come, and appoint the next.

    Their words stay, and so does what these voices are told. What stands in place of the person
    is as long as before and nobody's: no row tells that its author is gone. Twice is once.
    """
    _let_go(going_id, Leave.KEEP_WORDS, now)


def _let_go(going_id: UUID, leave: Leave, now: datetime) -> None:
    going = Going.objects.select_for_update().filter(id=going_id).first()
    if going is None:
        return
    kept = read_going(going.kept)
    faces = [voice for voice, at in kept.items() if at <= now]
    due = Voice.objects.filter(id__in=faces)
    forget_openings(ids=faces, now=now)
    forget_holders(ids=faces, now=now)
    if leave == Leave.ERASE_ALL:
        forget_on_desk(membership_ids=[], faces=faces, leave=leave, now=now)
        forget_notices(recipient_ids=faces, now=now)
        forget_deliveries(ids=faces, now=now)
        _erase_voices(due)
    else:
        _part(due)
    left = {voice: at for voice, at in kept.items() if at > now}
    if not left:
        going.delete()
        return
    going.kept = written_going(left)
    going.save(update_fields=["kept"])
    _appoint_next(going, leave)


def _part(voices: QuerySet[Voice]) -> None:
    """Put nobody behind these voices, and behind the places under which they hear of answers."""
    nobodys = {}
    for voice in voices.order_by("id"):
        nobodys[voice.id] = nobody = uuid4()
        voice.owner, voice.key = str(nobody), secrets.token_bytes(32)
        voice.save(update_fields=["owner", "key"])
    for place in _places_under(voices):
        face = place.owners[1]
        place.owner, place.key = place_owner(nobodys[face], face), secrets.token_bytes(32)
        place.save(update_fields=["owner", "key"])


def _appoint_next(going: Going, leave: Leave) -> None:
    due_at = min(read_going(going.kept).values())
    event = WordsGo(going.id) if leave == Leave.ERASE_ALL else VoicesPart(going.id)
    appoint(event, due_at=due_at, key=f"words-go:{going.id}")


def _some_while() -> timedelta:
    return timedelta(seconds=secrets.randbelow(int(TAKEN_ALONG_WITHIN.total_seconds())))


def _count_again(thread: Thread) -> None:
    found = Post.objects.filter(thread=thread).aggregate(n=Count("id"), last=Max("written_at"))
    thread.posts_count, thread.last_post_at = found["n"], found["last"]
    thread.save(update_fields=["posts_count", "last_post_at"])
    settle(thread)
