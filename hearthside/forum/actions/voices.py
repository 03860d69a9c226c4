# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names and faces under which words stand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hearthside.core.records import locked
from hearthside.forum.actions._steps import keep_on_shelf, put_place
from hearthside.forum.actions.letters import end_silently, meet_by_letters_again
from hearthside.forum.models import Place, Thread, Voice
from hearthside.forum.rules.conversation import may_keep_voice_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def follow_looks(*, membership_id: UUID, now: datetime) -> int:
    """Put a member's name and face of now over everything they said; return in how many places.

    Doing it twice is doing it once. Who has left by now keeps the voices they left.
    """
    member = Membership.objects.active().filter(id=membership_id).first()
    if member is None:
        return 0
    voices = Voice.objects.filter(membership=member).exclude(name=member.name, face=member.face)
    threads = list(voices.values_list("thread_id", flat=True))
    voices.update(name=member.name, face=member.face)
    return Thread.objects.filter(id__in=threads).update(version=F("version") + 1)


@transaction.atomic
def keep_voice_apart(*, by: Standing, voice: Voice, distance: Distance, now: datetime) -> Place:
    """Mute or block a voice without a name, in its conversation only, for this member only.

    Nobody is told, and nothing about any member changes: not what they show, not whom they
    meet. A conversation that a blocked voice began goes from this member's lists, and what it
    writes to them alone ends. Raises
    `Refused` as `rules.may_keep_voice_apart` says.
    """
    may_keep_voice_apart(by, voice).require()
    place = _held_place(by, voice)
    place.away = {**place.away, str(voice.id): distance.value}
    if distance == Distance.BLOCK and voice.thread.author_id == voice.id:
        place.hidden, place.followed = True, False
    if distance == Distance.BLOCK:
        end_silently(by=by, other=voice.id, now=now)
    else:
        meet_by_letters_again(by=by, other=voice.id, now=now)
    return _kept(by, place)


@transaction.atomic
def meet_voice_again(*, by: Standing, voice: Voice, now: datetime) -> Place:
    """Meet a voice again that was kept away. Raises `Refused` as the rule for keeping it away."""
    may_keep_voice_apart(by, voice).require()
    place = _held_place(by, voice)
    place.away = {face: how for face, how in place.away.items() if face != str(voice.id)}
    if voice.thread.author_id == voice.id:
        place.hidden = False
    meet_by_letters_again(by=by, other=voice.id, now=now)
    return _kept(by, place)


def _held_place(by: Standing, voice: Voice) -> Place:
    place = put_place(by, voice.thread_id, voice.space_id, {})
    return locked(place)


def _kept(by: Standing, place: Place) -> Place:
    place.save(update_fields=["away", "hidden", "followed"])
    keep_on_shelf(by, place)
    return place
