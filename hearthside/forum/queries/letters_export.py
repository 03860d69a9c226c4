# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of somebody's messages, for that person. Never a word of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.forum.models import Letter, LetterExcerpt, LetterRest, LetterSide, LetterWall, Voice
from hearthside.forum.queries.excerpts import excerpt_owner, unpacked
from hearthside.forum.queries.letter_faces import Shown
from hearthside.forum.queries.letter_ground import wall_owner
from hearthside.forum.queries.letters import seen_from
from hearthside.privacy.hooks import Part
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.standing import kept_apart


def exported_letters(faces: Sequence[UUID]) -> list[Part]:
    """Return own messages and with whom, what was shown to the stewards, and own choices."""
    both, own = _("You and the person you wrote to."), _("Only you.")
    stewards = _("You and the stewards of the space.")
    ended = _("Until a year after it ended, or until you leave.")
    leaving = _("Until you leave the space or close your account.")
    year = _("For a year.")
    return [
        Part("letters", _("Messages you wrote to one person"), _letters(faces), both, ended),
        Part("correspondences", _("With whom you write, or asked to"), _sides(faces), both, ended),
        Part("shown-letters", _("Messages you showed the stewards"), _shown(faces), stewards, year),
        Part("letter-choices", _("Who may ask to write to you"), _choices(faces), own, leaving),
    ]


def _letters(faces: Sequence[UUID]) -> list[dict[str, object]]:
    rows = Letter.objects.filter(side__face__in=faces).select_related("space")
    return [
        {
            "space": letter.space.name,
            "correspondence": str(letter.correspondence_id),
            "words": letter.words,
            "language": letter.language,
            "written_at": letter.written_at,
        }
        for letter in rows.order_by("written_at", "number")
    ]


def _sides(faces: Sequence[UUID]) -> list[dict[str, object]]:
    own = LetterSide.objects.filter(face__in=faces).select_related("correspondence", "space")
    rows = [side for side in own.order_by("correspondence__asked_on", "id") if not side.kept_back]
    others = LetterSide.objects.filter(
        correspondence__in=[side.correspondence_id for side in rows]
    ).exclude(face__in=faces)
    theirs = {side.correspondence_id: side.face for side in others}
    here = Membership.objects.active().filter(id__in=theirs.values())
    names = dict(here.values_list("id", "name"))
    voices = Voice.objects.filter(id__in=theirs.values(), unnamed=True)
    names |= dict(voices.values_list("id", "name"))
    return [
        {
            "space": side.space.name,
            "correspondence": str(side.correspondence_id),
            "name": _name(side, theirs.get(side.correspondence_id), names),
            "state": _state(side),
            "asked_at": side.correspondence.asked_on,
            "ended_at": side.correspondence.ended_on,
        }
        for side in rows
    ]


def _name(side: LetterSide, other: UUID | None, names: Mapping[UUID, str]) -> str:
    """What the other is called, as the pages of this side call them (`seen_from`)."""
    if other is None:
        return ""
    apart = kept_apart(side.face).blocked  # of nobody, where a voice without a name writes
    return seen_from(side, Shown(other, names.get(other, "")), apart, side.face).name


def _state(side: LetterSide) -> str:
    """Where it stands, as this side may know it."""
    asked = side.asked and side.correspondence.is_asked
    return str(_("Asked") if asked else side.correspondence.get_state_display())


def _shown(faces: Sequence[UUID]) -> list[dict[str, object]]:
    rows = LetterExcerpt.objects.filter(owner__in=[excerpt_owner(face) for face in faces])
    return [
        {"space": row.space.name, "made_at": row.made_on, "words": line.words}
        for row in rows.select_related("space").order_by("made_on", "id")
        for line in unpacked(row.lines)
        if line.own
    ]


def _choices(faces: Sequence[UUID]) -> list[dict[str, object]]:
    rests = LetterRest.objects.filter(membership_id__in=faces).select_related("space")
    walls = LetterWall.objects.filter(
        owner__in=[wall_owner(face) for face in faces]
    ).select_related("space")
    nobody, one = _("Nobody may ask"), _("One person may not ask again")
    kept = [(row.space.name, nobody) for row in rests.order_by("id")]
    kept += [(row.space.name, one) for row in walls.order_by("id")]
    return [{"space": space, "state": state} for space, state in kept]
