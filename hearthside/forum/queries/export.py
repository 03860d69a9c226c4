# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything the forum keeps about one person, for that person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hearthside.forum.models import (
    Draft,
    Meet,
    Note,
    Post,
    Reaction,
    Revision,
    Suggestion,
    Thread,
    Voice,
    Wanted,
)
from hearthside.forum.queries.drafts import Begun, owners_of
from hearthside.forum.queries.notes import wishes_of
from hearthside.forum.queries.places import every_place_of
from hearthside.forum.queries.signs import every_sign_of
from hearthside.forum.rules.notes import talks_about
from hearthside.forum.rules.signs import read_counts
from hearthside.privacy.hooks import Part


def exported(membership_ids: Sequence[UUID], voice_ids: Collection[UUID]) -> list[Part]:
    """Return own posts with their earlier versions, drafts, voices, and what was followed,
    hidden and read. Never a word of anybody else.

    ``voice_ids`` are the voices they speak with without their name: only their own export
    puts these beside the others.
    """
    own_voices = Q(membership_id__in=membership_ids) | Q(id__in=voice_ids)
    voices = list(Voice.objects.filter(own_voices).order_by("id"))
    members, own = _("The members of the space."), _("Only you.")
    both = _("You and the stewards of the space.")
    staying = _("Until you take them with you when you leave.")
    leaving = _("Until you leave the space or close your account.")
    return [
        Part(
            "conversations",
            _("Conversations I began"),
            _conversations(voices),
            members,
            staying,
        ),
        Part("posts", _("What I wrote"), _posts(voices), members, staying),
        Part("earlier-versions", _("What it said before"), _revisions(voices), both, leaving),
        Part(
            "drafts", _("Drafts"), _drafts(membership_ids), own, _("Until you send or empty them.")
        ),
        Part("voices", _("The names I spoke under"), _voices(voices), members, leaving),
        Part("note-wishes", _("What I fold and hide"), _wishes(membership_ids), own, leaving),
        Part("signs", _("What I gave without words"), _signs(membership_ids), own, leaving),
        Part(
            "suggested-notes",
            _("Notes suggested for my words"),
            _suggestions(voices),
            both,
            staying,
        ),
        Part("places", _("What I follow, hid and read"), _places(membership_ids), own, leaving),
    ]


def _conversations(voices: Sequence[Voice]) -> list[dict[str, object]]:
    begun = Thread.objects.filter(author__in=voices).select_related("space", "author")
    return [
        {
            "space": thread.space.name,
            "conversation": str(thread.id),
            "title": thread.title,
            "hoped_for": _hoped_for(thread.wanted),
            "notes": talks_about(thread.notes),
            "without_my_name": bool(thread.author and thread.author.unnamed),
            "began_at": thread.opened_at,
        }
        for thread in begun.order_by("opened_at", "id")
    ]


def _hoped_for(wanted: str) -> str:
    return str(Wanted(wanted).label) if wanted in Wanted.values else ""


def _posts(voices: Sequence[Voice]) -> list[dict[str, object]]:
    posts = Post.objects.filter(voice__in=voices).order_by("written_at", "id")
    return [
        {
            "space": post.space.name,
            "conversation": str(post.thread_id),
            "words": post.source,
            "without_my_name": post.voice.unnamed,
            "language": post.language,
            "written_at": post.written_at,
            "changed_at": post.edited_at,
            "state": post.get_state_display(),
            "notes": talks_about(post.notes),
            "reactions": _counted(post.reactions),
            "reason": post.state_reason,
        }
        for post in posts.select_related("space", "voice")
    ]


def _revisions(voices: Sequence[Voice]) -> list[dict[str, object]]:
    rows = Revision.objects.filter(post__voice__in=voices)
    return [
        {"post": str(row.post_id), "words": row.source, "until": row.replaced_at}
        for row in rows.order_by("replaced_at", "id")
    ]


def _drafts(ids: Sequence[UUID]) -> list[dict[str, object]]:
    drafts = Draft.objects.filter(owner__in=owners_of(ids)).order_by("kept_at", "id")
    begun = [(draft, Begun.of(draft)) for draft in drafts]
    return [
        {
            "place": draft.place.strip(),
            "words": chosen.words,
            "without_my_name": chosen.unnamed,
            "notes": talks_about(chosen.notes),
            "hoped_for": _hoped_for(chosen.wanted),
            "kept_at": draft.kept_at,
        }
        for draft, chosen in begun
    ]


def _voices(voices: Sequence[Voice]) -> list[dict[str, object]]:
    return [
        {
            "conversation": str(voice.thread_id),
            "name": voice.name,
            "face": voice.face,
            "without_my_name": voice.unnamed,
        }
        for voice in voices
    ]


def _counted(kept: str) -> str:
    counts = read_counts(kept)
    return ", ".join(f"{Reaction(kind).label}: {n}" for kind, n in counts.items())


def _wishes(ids: Sequence[UUID]) -> list[dict[str, object]]:
    rows = [pair for each in ids for pair in wishes_of(each).items()]
    return [{"note": Note(note).label, "how": Meet(how).label} for note, how in rows]


def _signs(ids: Sequence[UUID]) -> list[dict[str, object]]:
    """Reactions that stand, and notes suggested; never to whom beyond the post's own id."""
    signs = [kept for each in ids for kept in every_sign_of(each).items()]
    return [
        {
            "conversation": str(thread),
            "post": str(post),
            "reactions": ", ".join(str(Reaction(kind).label) for kind in given.reactions),
            "note": Note(given.suggested).label if given.suggested else "",
        }
        for thread, posts in signs
        for post, given in posts.items()
        if given.reactions or given.suggested
    ]


def _suggestions(voices: Sequence[Voice]) -> list[dict[str, object]]:
    rows = Suggestion.objects.filter(post__voice__in=voices).order_by("post_id", "note")
    return [
        {
            "post": str(row.post_id),
            "note": row.get_note_display(),
            "state": row.get_state_display(),
        }
        for row in rows
    ]


def _places(ids: Sequence[UUID]) -> list[dict[str, object]]:
    places = [place for each in ids for place in every_place_of(each)]
    return [
        {
            "conversation": str(place.thread_id),
            "read_to": place.read_to,
            "followed": place.followed,
            "hidden": place.hidden,
            "kept_apart": sorted(place.away),
        }
        for place in places
    ]
