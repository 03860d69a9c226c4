# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boards: places for conversations about one thing."""

from __future__ import annotations

from typing import Self

from django.db import models

from hearthside.spaces.models import InSpace
from hearthside.spaces.rules.standing import Standing


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, standing: Standing) -> Self:
        """Boards whose existence this person may know of. The SQL twin of `rules.may_see`."""
        if not standing.is_member:
            return self.none()
        return self.filter(space_id=standing.space_id)


class Board(InSpace):
    """A place for conversations about one thing."""

    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="board_slug_once_per_space")
        ]

    def __str__(self) -> str:
        return f"Board {self.id}"
