# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody gave without words, found again by blind keys; and what it did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import padded
from hearthside.forum.models import Post, PostState, Signs, Thread
from hearthside.forum.queries.places import batched
from hearthside.forum.rules.signs import HELPED
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.standing import Standing

_SMALLEST = 512
"""Characters of the smallest list; longer ones double, so that a size tells next to nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one member gave to one post: reactions of now, and the note they suggested.

    ``told`` says that the author has heard of a reaction of theirs, also if it is gone.
    """

    reactions: tuple[str, ...] = ()
    suggested: str = ""
    told: bool = False


def signs_key(membership_id: UUID, thread_id: UUID) -> bytes:
    """Return the blind key of what one member gave in one conversation."""
    return keyring().blind("signs", membership_id, thread_id)


def read_signs(kept: str) -> dict[UUID, Given]:
    """Return an opened list, by post."""
    rows = json.loads(kept) if kept else {}
    return {
        UUID(hex=post): Given(tuple(kinds), note, bool(told))
        for post, (kinds, note, told) in rows.items()
    }


def written_signs(given: Mapping[UUID, Given]) -> str:
    """Write such a list, padded."""
    rows = {p.hex: [each.reactions, each.suggested, int(each.told)] for p, each in given.items()}
    text = json.dumps(rows)
    return padded(text, smallest=_SMALLEST)


def every_sign_of(membership_id: UUID) -> dict[UUID, dict[UUID, Given]]:
    """Return all that a member gave, by conversation, also long ago.

    No column leads from a member to it, so every conversation of the space is asked for: for
    an export and an erasure only.
    """
    own = Membership.objects.filter(id=membership_id).values("space")
    threads = Thread.objects.filter(space__in=own).order_by("id")
    found: dict[UUID, dict[UUID, Given]] = {}
    for part in batched(threads.values_list("id", flat=True).iterator(chunk_size=400)):
        keys = {signs_key(membership_id, thread): thread for thread in part}
        rows = Signs.objects.filter(key__in=list(keys))
        given = {keys[bytes(row.key)]: read_signs(row.kept) for row in rows}
        found |= {thread: given[thread] for thread in part if thread in given}
    return found


def conversations_helped(by: Standing) -> int:
    """In how many conversations somebody said thank you, or took hope, for words of this member.

    Over every face of theirs, which only their own request joins. Nobody else is told, and no
    number of anybody else can be asked for.
    """
    own = Q(voice__membership_id=by.member_id) | Q(voice__in=by.voices)
    good = Q()
    for kind in HELPED:
        good |= Q(reactions__contains=f"{kind}:")
    posts = Post.objects.filter(own, good, space_id=by.space_id, state=PostState.VISIBLE)
    return posts.order_by().values("thread_id").distinct().count()
