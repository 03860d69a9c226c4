# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a post stands, as its author always sees it: every state, and whoever waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hearthside.forum.models import Post, PostState
from hearthside.moderation.models import Appeal, FileState, Measure, MeasureKind, MeasureState
from hearthside.spaces.rules.standing import Standing

POST = "post"


class Stands(StrEnum):
    """How words of one's own stand, as their author always sees it."""

    VISIBLE = "visible"
    WITHDRAWN = "withdrawn"
    TAKEN_DOWN = "taken-down"
    FOLDED = "folded"
    AGREED = "agreed"
    LOOKED_AT = "looked-at"
    """Changed by their author where a steward had folded them: it waits for a person."""


@dataclass(frozen=True, slots=True)
class How:
    """How one post stands: why, the decision behind it, and since and until when it waits."""

    stands: Stands
    reason: str = ""
    measure_id: UUID | None = None
    since: datetime | None = None
    promised_by: datetime | None = None
    is_appealed: bool = False


def measures_of(by: Standing, post_ids: Sequence[UUID]) -> dict[UUID, list[Measure]]:
    """Return every decision about each of these posts of one's own, the newest first. One query."""
    found = Measure.objects.concerning(by).filter(content_kind=POST, content_id__in=post_ids)
    told: dict[UUID, list[Measure]] = {}
    for measure in found.select_related("appeal"):
        if measure.content_id is not None:
            told.setdefault(measure.content_id, []).append(measure)
    return told


def how_it_stands(post: Post, measures: Sequence[Measure]) -> How:
    """Return how a post stands. Of several decisions the one that keeps most from others tells."""
    stands, measure = _stands(post, measures)
    waits = next((each for each in measures if _is_appealed(each)), None)
    if stands == Stands.LOOKED_AT and measure is not None:
        since, promised_by = post.edited_at, measure.answer_by
    elif waits is not None:
        measure, appeal = waits, waits.appeal
        since, promised_by = appeal.made_at, appeal.answer_by
    else:
        since = promised_by = None
    return How(
        stands=stands,
        reason=measure.reason if measure else post.state_reason,
        measure_id=measure.id if measure else None,
        since=since,
        promised_by=promised_by,
        is_appealed=waits is not None and stands != Stands.LOOKED_AT,
    )


def _stands(post: Post, measures: Sequence[Measure]) -> tuple[Stands, Measure | None]:
    newest = next(iter(measures), None)
    folds = [each for each in measures if each.kind == MeasureKind.FOLDED]
    if post.state == PostState.WITHDRAWN:
        return Stands.WITHDRAWN, newest
    if post.state == PostState.TAKEN_DOWN:
        down = (each for each in measures if each.kind == MeasureKind.TAKEN_DOWN)
        return Stands.TAKEN_DOWN, next(down, None)
    if changed := _in_state(folds, MeasureState.CHANGED):
        return Stands.LOOKED_AT, changed
    if getattr(post, "fold", None):
        standing = _in_state(folds, MeasureState.STANDING)
        agreed = _in_state(folds, MeasureState.AGREED)
        return (Stands.AGREED, agreed) if agreed and not standing else (Stands.FOLDED, standing)
    last = next(iter(folds), None)
    if last is not None and last.state == MeasureState.AGREED:
        return Stands.AGREED, last
    return Stands.VISIBLE, newest


def _in_state(measures: Sequence[Measure], state: MeasureState) -> Measure | None:
    return next((each for each in measures if each.state == state), None)


def _is_appealed(measure: Measure) -> bool:
    appeal: Appeal | None = getattr(measure, "appeal", None)
    return appeal is not None and appeal.state != FileState.DECIDED
