# SPDX-License-Identifier: AGPL-3.0-or-later
"""Promises that were missed, whatever was promised: written down once, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.moderation.actions._steps import Promised, file_with, note_missed
from hearthside.moderation.models import (
    FileState,
    Look,
    Measure,
    MeasureState,
    Proposal,
    ProposalState,
)


@dataclass(frozen=True, slots=True)
class Late:
    """A missed promise: of which label, in which space, and about whom, who is not told."""

    space_id: UUID
    label: str
    about_face: UUID | None


@transaction.atomic
def note_late(*, thing_id: UUID, now: datetime) -> Late | None:
    """Write down, once, that a promise was missed; None where nobody waits any more."""
    found = _promised(thing_id)
    if found is None:
        return None
    thing = locked(found)
    late = _still_waits(thing)
    if late is None or thing.answer_by is None or now < thing.answer_by:
        return None
    note_missed(thing, late.label, now)
    return late


def _promised(thing_id: UUID) -> Promised | None:
    if file := file_with(thing_id):
        return file
    for rows in (Look.objects, Measure.objects, Proposal.objects):
        found = rows.filter(id=thing_id).first()
        if isinstance(found, Look | Measure | Proposal):
            return found
    return None


def _still_waits(thing: Promised) -> Late | None:
    """Return what is late, where somebody still waits for it."""
    if isinstance(thing, Look):
        file = file_with(thing.file_id)
        if thing.given_at or file is None or file.state == FileState.DECIDED:
            return None
        return Late(thing.space_id, "look", file.about_face)
    if isinstance(thing, Measure):
        waits, label = thing.state == MeasureState.CHANGED, "changed"
    elif isinstance(thing, Proposal):
        waits, label = thing.state == ProposalState.WAITING and not thing.confirmed_as, "proposal"
    else:
        waits, label = thing.state != FileState.DECIDED, thing.label
    return Late(thing.space_id, label, thing.about_face) if waits else None
