# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who hears of new words in a conversation."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from hearthside.forum.models import Place, Post
from hearthside.forum.queries.notes import who_hides
from hearthside.spaces.models import Distance, Membership


def faces_following(post: Post, apart: Collection[UUID]) -> list[UUID]:
    """The faces that follow a conversation, but for whoever wrote, is kept apart, or hides what
    it is about.

    Whoever speaks there without their name hears of it under that voice, whomever they keep
    away, whatever they hide, and whether or not they are still here: a gap would name them. What
    is not for them is left out of their list (`forum.queries.unmet`) and on sending. Nobody who
    began it is left out for what they hide, because somebody answered them. Two queries, three
    about noted words.
    """
    places = list(Place.objects.filter(thread_id=post.thread_id, followed=True).order_by("id"))
    owners = [place.owners for place in places if _meets(place, post)]
    here = Membership.objects.active().filter(id__in=[member for member, _face in owners])
    active = set(here.values_list("id", flat=True)) - set(apart)
    author = post.thread.author
    named = [member for member, face in owners if member == face and member in active]
    hiding = who_hides(post.notes + post.thread.notes, named) - {author and author.membership_id}
    left_out = hiding | {post.voice.face_id}
    return [
        face
        for member, face in owners
        if face not in left_out and (face != member or member in active)
    ]


def _meets(place: Place, post: Post) -> bool:
    """Whether the owner of this place has not put the writing voice away there."""
    return place.distance_to(post.voice_id) != Distance.BLOCK
