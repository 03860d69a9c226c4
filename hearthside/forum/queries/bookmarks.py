# SPDX-License-Identifier: AGPL-3.0-or-later
"""What helped somebody, read back for them alone."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Bookmark, Post
from hearthside.forum.queries.met_posts import Cover, Met, cover_of, met_among
from hearthside.privacy.hooks import Part
from hearthside.spaces.rules.standing import Standing

PER_PAGE = 20
_SIZE = 256
"""Seals grow in steps of this: their size does not tell how long a note is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands inside the seal of a bookmark."""

    post_id: UUID
    at: datetime
    note: str

    def told(self) -> str:
        """As it is sealed."""
        text = json.dumps({"post": self.post_id.hex, "at": self.at.isoformat(), "note": self.note})
        return text.ljust(-(-len(text) // _SIZE) * _SIZE)

    @classmethod
    def read(cls, text: str) -> Kept:
        """As it was sealed."""
        held = json.loads(text)
        return cls(UUID(held["post"]), datetime.fromisoformat(held["at"]), held["note"])


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One bookmark as its owner sees it, with what folds it for them now; ``post`` and ``cover``
    are None where they do not meet it any more."""

    post_id: UUID
    at: datetime
    note: str
    post: Post | None = None
    cover: Cover | None = None


def bookmark_owner(membership_id: UUID) -> bytes:
    """Return what stands for one member in the table of bookmarks."""
    return keyring().blind("bookmark-owner", membership_id)


def bookmark_key(by: Standing, post_id: UUID) -> bytes:
    """Return the blind key of one member's bookmark of one post."""
    return keyring().blind("bookmark", by.member_id, post_id)


def kept_of(post_id: UUID, by: Standing) -> Kept | None:
    """Return this member's bookmark of a post, if there is one."""
    row = Bookmark.objects.filter(key=bookmark_key(by, post_id)).first()
    return Kept.read(row.kept) if row else None


def kept_page(by: Standing, number: int) -> tuple[list[KeptRow], bool]:
    """Return one page of this member's bookmarks, the newest first, and whether more follow.

    Words that were taken back, or that this reader does not meet any more, are not shown; the
    note beside them is theirs, and stays.
    """
    kept = _all_of([by.member_id])
    shown = kept[number * PER_PAGE : (number + 1) * PER_PAGE]
    met = met_among({each.post_id for each in shown}, by)
    posts = _posts(met)
    return [_row(each, posts, met) for each in shown], len(kept) > (number + 1) * PER_PAGE


def exported_bookmarks(membership_ids: Sequence[UUID]) -> list[Part]:
    """Return own bookmarks, opened: which post, when, the note. Never the words of the post."""
    rows = [
        {"post": str(each.post_id), "note": each.note, "kept_at": each.at}
        for each in _all_of(membership_ids)
    ]
    until = _("Until you let them go or leave the space.")
    return [Part("bookmarks", _("What helped me"), rows, _("Only you."), until)]


def _all_of(membership_ids: Iterable[UUID]) -> list[Kept]:
    owners = [bookmark_owner(each) for each in membership_ids]
    rows = Bookmark.objects.filter(owner__in=owners)
    kept = [Kept.read(row.kept) for row in rows]
    return sorted(kept, key=lambda each: (each.at, each.post_id), reverse=True)


def _posts(ids: Collection[UUID]) -> dict[UUID, Post]:
    posts = Post.objects.filter(id__in=ids).select_related("voice", "thread", "fold")
    return {post.id: post for post in posts.defer("voice__owner", "voice__key")}


def _row(kept: Kept, posts: Mapping[UUID, Post], met: Mapping[UUID, Met]) -> KeptRow:
    post = posts.get(kept.post_id)
    cover = cover_of(post, met[post.id]) if post else None
    return KeptRow(kept.post_id, kept.at, kept.note, post, cover)
