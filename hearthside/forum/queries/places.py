# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one member keeps about conversations, found again by blind keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from uuid import UUID

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import read_ids
from hearthside.forum.models import Place, Shelf, Thread
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.queries.standing import KeptApart
from hearthside.spaces.rules.standing import Standing

_BATCH = 400
"""Keys asked for in one query; SQLite takes some thousands at most."""


def place_key(membership_id: UUID, thread_id: UUID) -> bytes:
    """Return the blind key of one member's place in one conversation."""
    return keyring().blind("place", membership_id, thread_id)


def place_owner(membership_id: UUID, face_id: UUID | None = None) -> str:
    """Write whose a place is and under which face they hear of it; always of one size."""
    return f"{membership_id} {face_id or membership_id}"


def voice_key(membership_id: UUID, thread_id: UUID) -> bytes:
    """Return the blind key of the voice one member speaks with, without their name."""
    return keyring().blind("voice", membership_id, thread_id)


def shelf_key(membership_id: UUID) -> bytes:
    """Return the blind key of what one member follows and hid."""
    return keyring().blind("shelf", membership_id)


def places_among(thread_ids: Collection[UUID], membership_id: UUID) -> dict[UUID, Place]:
    """Return a member's places in these conversations, by conversation. One query."""
    keys = [place_key(membership_id, each) for each in thread_ids]
    rows = Place.objects.filter(key__in=keys).defer("owner") if keys else []
    return {row.thread_id: row for row in rows}


def how_far(
    voice_id: UUID, member_id: UUID | None, place: Place | None, apart: KeptApart
) -> Distance | None:
    """How far one reader keeps a voice away: in their ``place`` in its conversation, or by its
    name (``member_id``, if it speaks under one) as everywhere in the space; the farther of both."""
    there = place.distance_to(voice_id) if place else ""
    if there == Distance.BLOCK or member_id in apart.blocked:
        return Distance.BLOCK
    return Distance.MUTE if there == Distance.MUTE or member_id in apart.muted else None


def who_put_away(thread_id: UUID, voice_id: UUID, membership_ids: Collection[UUID]) -> set[UUID]:
    """Those of these members who hid a conversation, or do not want to meet a voice in it. One
    query."""
    keys = {place_key(each, thread_id): each for each in membership_ids}
    rows = Place.objects.filter(key__in=list(keys)).defer("owner") if keys else []
    return {
        keys[bytes(row.key)]
        for row in rows
        if row.hidden or row.distance_to(voice_id) == Distance.BLOCK
    }


def every_place_of(membership_id: UUID) -> list[Place]:
    """Return all that a member keeps about conversations, also of long ago, always in one order.

    No column leads from a member to their places, so every conversation of the space is asked
    for: for an export and an erasure only.
    """
    own = Membership.objects.filter(id=membership_id).values("space")
    threads = Thread.objects.filter(space__in=own).order_by("id")
    found: list[Place] = []
    for part in batched(threads.values_list("id", flat=True).iterator(chunk_size=_BATCH)):
        places = places_among(part, membership_id)
        found += [places[each] for each in part if each in places]
    return found


def on_shelf(by: Standing) -> frozenset[UUID]:
    """Return the conversations on a member's shelf: hidden, or followed without speaking there."""
    row = Shelf.objects.filter(key=shelf_key(by.member_id)).first()
    return read_ids(row.kept) if row else frozenset()


def batched(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Give ids a query's worth at a time."""
    rest = iter(ids)
    while part := list(islice(rest, _BATCH)):
        yield part
