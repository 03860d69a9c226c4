# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two people, as one of the two reads them. Nobody else has a way in here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString

from hearthside.core.paging import Page, Window, newest_first
from hearthside.core.text import render
from hearthside.forum.models import Correspondence, Letter, LetterSide, LetterState
from hearthside.forum.queries.letter_faces import Shown, apart_from, faces_shown, muted_among
from hearthside.forum.rules.letters import (
    ASKINGS_SHOWN,
    LETTERS_PER_PAGE,
    LINES_PER_PAGE,
    carries_link,
    links_agreed,
)
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One correspondence in its owner's list."""

    correspondence: Correspondence
    mine: LetterSide
    me: Shown
    other: Shown
    is_muted: bool = False

    @property
    def is_new(self) -> bool:
        """Whether there is something in it that its owner has not read; quiet where they mute."""
        asked_me = self.correspondence.is_asked and not self.mine.asked
        unread = self.correspondence.said > self.mine.read_to
        return unread and not asked_me and not self.is_muted


@dataclass(frozen=True, slots=True)
class LetterList:
    """Who asks, and with whom one writes, the latest first."""

    asking: Sequence[LetterRow]
    page: Page[Correspondence]
    rows: Sequence[LetterRow]


@dataclass(frozen=True, slots=True)
class Line:
    """One message as one of the two reads it."""

    number: int
    is_mine: bool
    html: SafeString
    words: str
    language: str
    taken: bool
    written_at: datetime
    is_first_new: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """One correspondence, opened by one of the two."""

    correspondence: Correspondence
    mine: LetterSide
    theirs: LetterSide
    me: Shown
    other: Shown
    lines: Sequence[Line]
    has_earlier: bool = False
    is_muted: bool = False
    """Whether the one who opened it meets the other folded, as everywhere."""

    @property
    def links_agreed(self) -> bool:
        return links_agreed((self.mine, self.theirs))


def seen_from(side: LetterSide, other: Shown, apart: frozenset[UUID], me: UUID) -> Shown:
    """The other of the two as one of them sees it now.

    Until there is a yes, whoever asked sees whom they asked, as it was called then. Two
    members who are kept apart do not see one another; a block of a name says nothing of
    voices, or it would tell whose they are.
    """
    if side.asked and side.correspondence.state in _UNANSWERED:
        return Shown(other.id, side.called.strip())
    if side.face == me and other.id in apart:
        return Shown(other.id)
    return other


_UNANSWERED = (LetterState.ASKED, LetterState.DECLINED, LetterState.WITHDRAWN)


def letter_list(standing: Standing, window: Window) -> LetterList:
    """Return one page of somebody's correspondences, and those who still ask them, as many as
    anybody could answer: the next stand there once some are answered."""
    own = LetterSide.objects.visible_to(standing).select_related("correspondence")
    asking = own.filter(asked=False, correspondence__state=LetterState.ASKED)
    going_on = own.exclude(
        asked=False, correspondence__state__in=[LetterState.ASKED, LetterState.DECLINED]
    )
    theirs = Correspondence.objects.filter(id__in=going_on.order_by().values("correspondence_id"))
    page = newest_first(theirs, "last_at", window, size=LETTERS_PER_PAGE)
    newest = asking.order_by("-correspondence__last_at", "-id")
    first = [] if window.before or window.after else list(newest[:ASKINGS_SHOWN])
    on_page = {row.id for row in page.rows}
    sides = {side.correspondence_id: side for side in own.filter(correspondence__in=on_page)}
    rows = _rows([*first, *(sides[row.id] for row in page.rows)], standing)
    return LetterList(rows[: len(first)], page, rows[len(first) :])


def _rows(own: Sequence[LetterSide], standing: Standing) -> list[LetterRow]:
    ids = [side.correspondence_id for side in own]
    others = LetterSide.objects.filter(correspondence__in=ids).exclude(
        id__in=[side.id for side in own]
    )
    their_face = {side.correspondence_id: side.face for side in others}
    shown = faces_shown([*their_face.values(), *(side.face for side in own)], standing)
    apart, me = apart_from(standing), standing.member_id
    seen = {
        side.id: seen_from(side, shown[their_face[side.correspondence_id]], apart.blocked, me)
        for side in own
    }
    muted = muted_among(seen.values(), apart, me)
    return [
        LetterRow(
            side.correspondence, side, shown[side.face], seen[side.id], seen[side.id].id in muted
        )
        for side in own
    ]


def own_side(standing: Standing, correspondence_id: UUID) -> LetterSide | None:
    """This person's own side of a correspondence, if they have one in their view."""
    sides = LetterSide.objects.visible_to(standing).select_related("correspondence")
    return sides.filter(correspondence_id=correspondence_id).first()


def sides_of(correspondence_id: UUID) -> QuerySet[LetterSide]:
    """Both sides of a correspondence, for whoever tells them of it."""
    sides = LetterSide.objects.filter(correspondence_id=correspondence_id)
    return sides.select_related("correspondence", "space").order_by("id")


def kept_back_from(voices: Collection[UUID], letter_ids: Collection[UUID]) -> Sequence[UUID]:
    """Which of these askings never reached one of these voices."""
    asked = LetterSide.objects.filter(
        face__in=voices, asked=False, correspondence__in=letter_ids
    ).order_by("id")
    return [side.correspondence_id for side in asked if side.kept_back]


def other_side(side: LetterSide) -> LetterSide:
    """The other of the two."""
    return LetterSide.objects.get(correspondence_id=side.correspondence_id, asked=not side.asked)


def opened(
    side: LetterSide, standing: Standing, before: int | None = None, *, most: int = LINES_PER_PAGE
) -> Opened:
    """Open a correspondence from one's own side: its last messages, or those before a number."""
    theirs = other_side(side)
    shown = faces_shown([side.face, theirs.face], standing)
    letters = Letter.objects.filter(correspondence_id=side.correspondence_id)
    if before is not None:
        letters = letters.filter(number__lt=before)
    found = list(letters.order_by("-number")[: most + 1])
    kept = found[:most]
    apart, me = apart_from(standing), standing.member_id
    other = seen_from(side, shown[theirs.face], apart.blocked, me)
    return Opened(
        correspondence=side.correspondence,
        mine=side,
        theirs=theirs,
        me=shown[side.face],
        other=other,
        lines=_lines(kept[::-1], side, agreed=links_agreed((side, theirs))),
        has_earlier=len(found) > len(kept),
        is_muted=other.id in muted_among([other], apart, me),
    )


def lines_since(side: LetterSide, number: int) -> list[Line]:
    """The messages after a number, for who sees the rest already."""
    letters = Letter.objects.filter(
        correspondence_id=side.correspondence_id, number__gt=number
    ).order_by("number")
    return _lines(letters, side, agreed=links_agreed((side, other_side(side))), mark=False)


def _lines(
    letters: Iterable[Letter], side: LetterSide, *, agreed: bool, mark: bool = True
) -> list[Line]:
    lines: list[Line] = []
    marked = not mark or not side.read_to
    for letter in letters:
        is_mine = letter.side_id == side.id
        first_new = not marked and not is_mine and letter.number > side.read_to
        marked = marked or first_new
        html = letter_html(letter.words, agreed=agreed)
        lines.append(
            Line(
                letter.number,
                is_mine,
                html,
                letter.words,
                letter.language,
                letter.taken,
                letter.written_at,
                first_new,
            )
        )
    return lines


def letter_html(words: str, *, agreed: bool) -> SafeString:
    """Return safe HTML; where not both agree to links (any more), an address is only words."""
    if agreed or not carries_link(words):
        return SafeString(render(words))
    return SafeString(linebreaks(escape(words)))


def letter_was_sent(once: str, standing: Standing) -> bool:
    """Whether the form with this one-time key was sent already, from a face of this person."""
    if not once:
        return False
    own = LetterSide.objects.filter(face__in=standing.faces)
    sent = Letter.objects.filter(once=once, side__in=own.values("id"))
    asked = own.filter(asked=True, correspondence__once=once)
    return sent.exists() or asked.exists()
