# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of a space for experience, and what a member offered to answer about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hearthside.forum.models import (
    ANYTHING,
    Board,
    Experience,
    Helper,
    Nudge,
    Offer,
    OwnWord,
    ThreadWord,
)
from hearthside.forum.queries.clocks import board_word
from hearthside.privacy.hooks import Part


def words_in(space_id: UUID) -> dict[str, str]:
    """The list a space keeps: what stands for each word, and what people read."""
    usual = {str(value): str(label) for value, label in Experience.choices}
    own = OwnWord.objects.filter(space_id=space_id).order_by("name", "id")
    return usual | {word.word: word.name for word in own}


def offers_in(space_id: UUID) -> dict[str, str]:
    """Everything a member can offer to answer about: anything, a board, a word."""
    boards = Board.objects.filter(space_id=space_id, archived_at=None).order_by("position", "slug")
    said = _("The board “%(name)s”")
    named = {board_word(board.id): said % {"name": board.name} for board in boards}
    return {ANYTHING: _("Whatever it is about")} | words_in(space_id) | named


def helper_of(membership_id: UUID) -> Helper | None:
    """What a member said about being glad to answer, or None."""
    return Helper.objects.filter(membership=membership_id).first()


def offered_by(helper: Helper) -> list[str]:
    """The words a member offered to answer about."""
    return list(helper.offers.order_by("word").values_list("word", flat=True))


def exported_helping(ids: Sequence[UUID], voices: Collection[UUID]) -> list[Part]:
    """What somebody offered, when they were asked, and what they said their words are about.

    ``voices`` are those they speak with without their name.
    """
    own, leaving = _("Only you."), _("Until you leave the space or close your account.")
    members = _("The members of the space.")
    return [
        Part("glad_to_answer", _("What I am glad to answer about"), _offers(ids), own, leaving),
        Part("asked_to_answer", _("When I was asked to answer"), _nudges(ids), own, leaving),
        Part(
            "about",
            _("What I said my conversations are about"),
            _about(ids, voices),
            members,
            leaving,
        ),
    ]


def _offers(ids: Sequence[UUID]) -> list[dict[str, object]]:
    rows = Offer.objects.filter(helper__membership__in=ids).select_related("helper", "space")
    return [
        {
            "space": row.space.name,
            "words": offers_in(row.space_id).get(row.word, row.word),
            "since": row.helper.since,
            "paused_at": row.helper.paused_at,
        }
        for row in rows.order_by("space", "word")
    ]


def _nudges(ids: Sequence[UUID]) -> list[dict[str, object]]:
    rows = Nudge.objects.filter(helper__membership__in=ids).select_related("space", "clock")
    return [
        {
            "space": row.space.name,
            "conversation": str(row.clock.thread_id),
            "asked_at": row.at,
        }
        for row in rows.order_by("at", "id")
    ]


def _about(ids: Sequence[UUID], voices: Collection[UUID]) -> list[dict[str, object]]:
    rows = ThreadWord.objects.filter(
        Q(thread__author__membership__in=ids) | Q(thread__author__in=voices)
    )
    return [
        {
            "conversation": str(row.thread_id),
            "words": words_in(row.space_id).get(row.word, row.word),
        }
        for row in rows.order_by("thread", "word")
    ]
