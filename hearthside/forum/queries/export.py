# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything the forum keeps about one person, for that person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Draft, Place, Post, Revision, Voice
from hearthside.privacy.hooks import Part


def exported(membership_ids: Sequence[UUID]) -> list[Part]:
    """Return own posts with their earlier versions, drafts, voices, and what was followed,
    hidden and read. Never a word of anybody else."""
    members, own = _("The members of the space."), _("Only you.")
    both = _("You and the stewards of the space.")
    staying = _("Until you take them with you when you leave.")
    leaving = _("Until you leave the space or close your account.")
    return [
        Part("posts", _("What I wrote"), _posts(membership_ids), members, staying),
        Part(
            "earlier-versions", _("What it said before"), _revisions(membership_ids), both, leaving
        ),
        Part(
            "drafts", _("Drafts"), _drafts(membership_ids), own, _("Until you send or empty them.")
        ),
        Part("voices", _("The names I spoke under"), _voices(membership_ids), members, leaving),
        Part("places", _("What I follow, hid and read"), _places(membership_ids), own, leaving),
    ]


def _posts(ids: Sequence[UUID]) -> list[dict[str, object]]:
    posts = Post.objects.filter(voice__membership_id__in=ids).order_by("written_at", "id")
    return [
        {
            "space": post.space.name,
            "conversation": str(post.thread_id),
            "words": post.source,
            "language": post.language,
            "written_at": post.written_at,
            "changed_at": post.edited_at,
            "state": post.get_state_display(),
            "reason": post.state_reason,
        }
        for post in posts.select_related("space")
    ]


def _revisions(ids: Sequence[UUID]) -> list[dict[str, object]]:
    rows = Revision.objects.filter(post__voice__membership_id__in=ids)
    return [
        {"post": str(row.post_id), "words": row.source, "until": row.replaced_at}
        for row in rows.order_by("replaced_at", "id")
    ]


def _drafts(ids: Sequence[UUID]) -> list[dict[str, object]]:
    owners = [keyring().blind("draft-owner", each) for each in ids]
    drafts = Draft.objects.filter(owner__in=owners).order_by("kept_at", "id")
    return [
        {"place": draft.place, "words": draft.words, "kept_at": draft.kept_at} for draft in drafts
    ]


def _voices(ids: Sequence[UUID]) -> list[dict[str, object]]:
    voices = Voice.objects.filter(membership_id__in=ids).order_by("id")
    return [{"conversation": str(voice.thread_id), "name": voice.name} for voice in voices]


def _places(ids: Sequence[UUID]) -> list[dict[str, object]]:
    places = Place.objects.filter(membership_id__in=ids).order_by("id")
    return [
        {
            "conversation": str(place.thread_id),
            "read_to": place.read_to,
            "followed": place.followed,
            "hidden": place.hidden,
        }
        for place in places
    ]
