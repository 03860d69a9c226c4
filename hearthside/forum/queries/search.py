# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody finds: posts with their words, among those they meet, best and newest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearthside.core.stems import stems_sought, words_of
from hearthside.core.text import plain
from hearthside.forum.models import Post
from hearthside.forum.queries.met_posts import Cover, Met, cover_of, met_among
from hearthside.forum.queries.passages import Marker, Passage
from hearthside.forum.queries.search_index import AT_ONCE, Match, Sought, newest_matches
from hearthside.forum.queries.search_words import Meant, beginnings, look_alikes
from hearthside.forum.rules.searching import MOST_WORDS, closeness
from hearthside.spaces.rules.standing import Standing

FOUND_PER_PAGE = 20
FEW = 5
"""With fewer than this, words are taken for the beginnings of others, too."""

ENOUGH = AT_ONCE // 2
_LOOKS = 5
"""How often the next `AT_ONCE` are looked at where this reader meets few of those before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, when, and which posts there were then: pages hold still."""

    words: str
    at: datetime
    below: int


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One post that was found, as this reader meets it, under the voice it was written with."""

    post_id: UUID
    thread_id: UUID
    cover: Cover
    language: str
    author_name: str
    author_face: str
    is_unnamed: bool
    written_at: datetime
    passage: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of what was found. Never how much: a number would tell of what is kept from sight."""

    rows: Sequence[FoundRow]
    has_more: bool = False
    meant: Meant | None = None


def found_page(asked: Asked, by: Standing, number: int) -> FoundPage:
    """Return one page, the first being 0, of the newest posts with every word, best first.

    Where few have them, a word may also be the beginning of another; where none has, the page
    says what may have been meant, if this reader would find something under that.
    """
    words = words_of(asked.words)[:MOST_WORDS]
    if not words or not by.is_member:
        return FoundPage([])
    exact = tuple(stems_sought(word) for word in words)
    found = _ranked(exact, asked, by)
    if len(found) < FEW:
        wide = tuple(stems + beginnings(by.space_id, stems[0]) for stems in exact)
        if wide != exact:
            found = {**found, **_ranked(wide, asked, by)}
    if not found:
        return FoundPage([], meant=_meant(words, exact, asked, by))
    start = number * FOUND_PER_PAGE
    shown = dict(list(found.items())[start : start + FOUND_PER_PAGE])
    return FoundPage(_rows(shown, words), has_more=len(found) > start + FOUND_PER_PAGE)


def findable_among(post_ids: Collection[UUID], by: Standing) -> dict[UUID, Met]:
    """Return those that a search may show: met, as they are found, and in no conversation that
    this reader keeps out of their lists."""
    met = met_among(post_ids, by)
    return {
        post_id: each for post_id, each in met.items() if not each.is_changed and not each.is_hidden
    }


def _ranked(sought: Sought, asked: Asked, by: Standing) -> dict[UUID, Met]:
    """The posts this reader meets among the newest with these words, best first."""
    below, kept = asked.below, list[tuple[Match, Met]]()
    for _ in range(_LOOKS):
        matches = newest_matches(by.space_id, sought, below)
        met = findable_among([match.post_id for match in matches], by) if matches else {}
        kept += [(match, met[match.post_id]) for match in matches if match.post_id in met]
        if len(kept) >= ENOUGH or len(matches) < AT_ONCE:
            break
        below = matches[-1].number
    best = max((match.weight for match, _ in kept), default=0.0)
    kept.sort(
        key=lambda row: (
            -closeness(row[0].weight, best, asked.at - row[1].written_at),
            -row[0].number,
        )
    )
    return {match.post_id: met for match, met in kept}


def _rows(found: Mapping[UUID, Met], words: Sequence[str]) -> list[FoundRow]:
    posts = (
        Post.objects.filter(id__in=found).select_related("voice", "thread", "fold").defer(*_SEALED)
    )
    by_id, marker = {post.id: post for post in posts}, Marker(words)
    return [
        FoundRow(
            post_id=post.id,
            thread_id=post.thread_id,
            cover=cover_of(post, found[post.id]),
            language=post.language,
            author_name=post.voice.name,
            author_face=post.voice.face,
            is_unnamed=post.voice.unnamed,
            written_at=post.written_at,
            passage=marker.passages(plain(post.rendered)),
        )
        for post in (by_id[each] for each in found if each in by_id)
    ]


_SEALED = ("voice__owner", "voice__key")


def _meant(words: Sequence[str], exact: Sought, asked: Asked, by: Standing) -> Meant | None:
    """What may have been meant, in words that lie open before this reader: of no post that they
    meet folded, and not even that somebody else wrote a word is told."""
    met = {stems for stems in exact if len(exact) > 1 and _is_met(stems, asked, by)}
    near = look_alikes(by.space_id, exact, met)
    if near is None:
        return None
    found = _ranked(near, asked, by)
    open_ids = [post_id for post_id, each in found.items() if each.is_open][:_SAID_BY]
    posts = Post.objects.filter(id__in=open_ids).select_related("thread", "fold").in_bulk()
    said = (
        Meant.in_words_of(_open_words(posts[each]), words, near)
        for each in open_ids
        if each in posts
    )
    return next((meant for meant in said if meant), None)


def _is_met(stems: tuple[str, ...], asked: Asked, by: Standing) -> bool:
    """Whether this reader meets a word at all; one that stands elsewhere only is no word here."""
    matches = newest_matches(by.space_id, (stems,), asked.below)
    met = findable_among([match.post_id for match in matches], by) if matches else {}
    return any(each.is_open for each in met.values())


def _open_words(post: Post) -> str:
    """What a post says, with the title over it, as long as its opening words are there."""
    return f"{post.thread.title if post.thread.opening else ''} {post.shown_source}"


_SAID_BY = 5
"""In how many of the posts that were found the words for "did you mean" are looked for."""
