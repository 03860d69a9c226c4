# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making and arranging boards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from hearthside.core.records import locked
from hearthside.forum.models import Board
from hearthside.spaces.models import Space
from hearthside.spaces.rules.standing import Standing, may_steward


@dataclass(frozen=True, slots=True)
class BoardWords:
    """What a board is called and what it is for."""

    name: str
    purpose: str = ""


@transaction.atomic
def make_board(*, by: Standing, space: Space, words: BoardWords, now: datetime) -> Board:
    """Add a board to a space. Raises `Refused` as `spaces.rules.standing.may_steward` says."""
    space = locked(space)
    may_steward(by, space.id).require()
    last = Board.objects.filter(space=space).aggregate(last=Max("position"))["last"]
    return Board.objects.create(
        space=space,
        slug=_free_slug(space, words.name),
        name=words.name,
        purpose=words.purpose,
        position=0 if last is None else last + 1,
    )


@transaction.atomic
def change_board(*, by: Standing, board: Board, words: BoardWords, now: datetime) -> Board:
    """Rename a board or say anew what it is for; its address stays.

    Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    board = locked(board)
    may_steward(by, board.space_id).require()
    board.name, board.purpose = words.name, words.purpose
    board.save(update_fields=["name", "purpose"])
    return board


@transaction.atomic
def archive_board(*, by: Standing, board: Board, now: datetime) -> Board:
    """Let a board rest: readable, but nothing new begins on it.

    Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    board = locked(board)
    may_steward(by, board.space_id).require()
    board.archived_at = board.archived_at or now
    board.save(update_fields=["archived_at"])
    return board


@transaction.atomic
def wake_board(*, by: Standing, board: Board, now: datetime) -> Board:
    """Let new conversations begin on a resting board again.

    Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    board = locked(board)
    may_steward(by, board.space_id).require()
    board.archived_at = None
    board.save(update_fields=["archived_at"])
    return board


def _free_slug(space: Space, name: str) -> str:
    wanted = slugify(name, allow_unicode=False)[:32] or "board"
    taken = set(Board.objects.filter(space=space).values_list("slug", flat=True))
    tries = (wanted, *(f"{wanted}-{n}" for n in range(2, 500)))
    return next(slug for slug in tries if slug not in taken)
