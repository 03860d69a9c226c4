# SPDX-License-Identifier: AGPL-3.0-or-later
"""The faces of two people who write to one another, as one of them meets the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hearthside.forum.models import Voice
from hearthside.forum.queries.met import headings_of
from hearthside.forum.queries.places import places_among
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.queries.standing import KeptApart, kept_apart
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Shown:
    """A face as others see it now: its name, its drawing, and where it speaks without a name.

    Both are empty for somebody whom whoever looks does not meet (any more).
    """

    id: UUID
    name: str = ""
    face: str = ""
    is_here: bool = False
    thread_id: UUID | None = None

    @property
    def called(self) -> _StrOrPromise:
        """The name; who left, was erased or is kept apart has none, and it looks the same."""
        return self.name or _("Somebody you do not meet here any more")

    @property
    def is_voice(self) -> bool:
        return self.thread_id is not None


def faces_shown(ids: Iterable[UUID], standing: Standing) -> dict[UUID, Shown]:
    """Return how faces of a space are shown now. Two queries, whatever they are."""
    wanted = set(ids)
    shown = {each: Shown(each) for each in wanted}
    members = Membership.objects.active().filter(id__in=wanted, space_id=standing.space_id)
    for member in members:
        shown[member.id] = Shown(member.id, member.name, member.face, True)
    for voice in voices_alone(wanted, standing).defer("owner", "key"):
        shown[voice.id] = Shown(voice.id, voice.name, voice.face, True, voice.thread_id)
    return shown


def voices_alone(ids: Iterable[UUID], standing: Standing) -> QuerySet[Voice]:
    """The voices without a name among these ids: their own id is their face."""
    return Voice.objects.filter(id__in=list(ids), space_id=standing.space_id, unnamed=True)


def apart_from(standing: Standing) -> KeptApart:
    """Whom this member does not meet, and whom they meet folded, by name. One query, always: also
    where nobody is kept apart, so that a page takes as long for who was blocked."""
    return kept_apart(standing.member_id)


def muted_among(faces: Iterable[Shown], apart: KeptApart, me: UUID) -> frozenset[UUID]:
    """Those of these faces that a member meets folded: names as everywhere in the space, voices
    as they chose in their conversation. A query where there are voices."""
    voices = {face.id: face.thread_id for face in faces if face.thread_id}
    places = places_among(set(voices.values()), me)
    away = {
        voice
        for voice, thread_id in voices.items()
        if thread_id in places and places[thread_id].distance_to(voice) == Distance.MUTE
    }
    return apart.muted | away


def is_muted_by(member_id: UUID, face: UUID) -> bool:
    """Whether a member meets a face folded, for whoever would tell them of it. Three queries."""
    voice = Voice.objects.filter(id=face, unnamed=True).only("thread_id").first()
    shown = Shown(face, thread_id=voice.thread_id if voice else None)
    return face in muted_among([shown], kept_apart(member_id), member_id)


@dataclass(frozen=True, slots=True)
class SpokenIn:
    """The conversation in which a face speaks without its name, called as its reader meets it."""

    id: UUID
    heading: str


def spoken_in(shown: Shown, standing: Standing) -> SpokenIn | None:
    """Where a face speaks without its name; without a heading that this reader does not meet."""
    if shown.thread_id is None:
        return None
    named = headings_of(standing.member_id, [shown.thread_id])
    return SpokenIn(shown.thread_id, named.get(shown.thread_id, ""))
