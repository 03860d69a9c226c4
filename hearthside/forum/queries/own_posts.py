# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything a member wrote in a space, each with how it stands now. Nothing is hidden here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hearthside.core.paging import Page, Window, newest_first
from hearthside.core.text import excerpt_of
from hearthside.forum.models import Post, Thread
from hearthside.forum.queries.met import headings_of
from hearthside.forum.queries.stands import Stands, how_it_stands, measures_of
from hearthside.forum.queries.waiting import waits_of
from hearthside.moderation.models import Measure
from hearthside.spaces.rules.standing import Standing

OWN_POSTS_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One post of one's own: its beginning, where it is, and how it stands."""

    id: UUID
    heading: str
    passage: str
    language: str
    name: str
    is_unnamed: bool
    written_at: datetime
    stands: Stands
    reason: str
    measure_id: UUID | None
    since: datetime | None
    promised_by: datetime | None
    is_appealed: bool
    waits_since: datetime | None
    """Since when nobody has answered, where an answer is hoped for; promised by ``answer_by``."""
    answer_by: datetime | None


def own_posts_page(by: Standing, window: Window) -> Page[OwnPost]:
    """Return a page of what this member wrote, under whatever face, the newest first.

    What others began is called as this member meets it. A handful of queries, however many posts.
    """
    own = Q(voice__membership_id=by.member_id) | Q(voice__in=by.voices)
    posts = Post.objects.visible_to(by).filter(own).select_related(*_WITH).defer(*_SEALED)
    page = newest_first(posts, "written_at", window, size=OWN_POSTS_PER_PAGE)
    decided = measures_of(by, [post.id for post in page.rows])
    named = _named([post.thread for post in page.rows], by)
    waited = waits_of(by, page.rows)
    rows = [
        _own_post(post, decided.get(post.id, []), named, waited.get(post.id)) for post in page.rows
    ]
    return Page(rows, earlier=page.earlier, later=page.later)


_WITH = ("voice", "thread__author", "fold")
_SEALED = ("voice__owner", "voice__key", "thread__author__owner", "thread__author__key")


def _named(threads: Iterable[Thread], by: Standing) -> dict[UUID, str]:
    own = {each.id: each.heading for each in threads if _is_own(each, by)}
    return headings_of(by.member_id, {each.id for each in threads} - own.keys()) | own


def _is_own(thread: Thread, by: Standing) -> bool:
    return thread.author is not None and by.is_face(thread.author.face_id)


def _own_post(
    post: Post,
    measures: Sequence[Measure],
    named: Mapping[UUID, str],
    waited: tuple[datetime, datetime] | None,
) -> OwnPost:
    how = how_it_stands(post, measures)
    return OwnPost(
        id=post.id,
        heading=named.get(post.thread_id, ""),
        passage=excerpt_of(post.html),
        language=post.language,
        name=post.voice.name,
        is_unnamed=post.voice.unnamed,
        written_at=post.written_at,
        stands=how.stands,
        reason=how.reason,
        measure_id=how.measure_id,
        since=how.since,
        promised_by=how.promised_by,
        is_appealed=how.is_appealed,
        waits_since=waited[0] if waited else None,
        answer_by=waited[1] if waited else None,
    )
