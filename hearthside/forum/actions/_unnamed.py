# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a voice that speaks without a name; inside the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from hearthside.core.aliases import new_alias
from hearthside.forum.models import Thread, Voice
from hearthside.forum.queries.places import voice_key
from hearthside.spaces.actions.faces import add_face
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.rules.names import name_key
from hearthside.spaces.rules.standing import Standing


def unnamed_voice(thread: Thread, by: Standing, now: datetime) -> Voice:
    """Make the voice a member speaks with in this conversation without their name.

    Alias and face are random; the alias is nobody's name here, nobody else's in this
    conversation and none they had in another. Only the sealed columns lead to them.
    """
    voice = Voice.objects.create(
        space_id=thread.space_id,
        thread=thread,
        name=_free_alias(thread, by),
        unnamed=True,
        owner=str(by.member_id),
        key=voice_key(by.member_id, thread.id),
    )
    add_face(by=by, face_id=voice.id, now=now)
    return voice


def _free_alias(thread: Thread, by: Standing) -> str:
    language = Space.objects.values_list("language", flat=True).get(id=thread.space_id)
    taken = set(Voice.objects.filter(thread=thread).values_list("name", flat=True))
    taken |= set(Voice.objects.filter(id__in=by.voices).values_list("name", flat=True))
    while True:
        alias = new_alias(language, taken)
        if not Membership.objects.filter(space=thread.space_id, name_key=name_key(alias)).exists():
            return alias
        taken.add(alias)
