# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others may hear of from spaces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class LooksChanged(Event):
    """A member goes by another name or face from now on. Not sent when they come in or go.

    Whoever keeps a copy of a name brings it up to date, so that a name somebody regrets
    is gone from their words too.
    """

    space_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class GreetingDue(Event):
    """An appointment with a newcomer's greeting. Not sent to anybody before a day is over."""

    space_id: UUID
    arrival_id: UUID


@dataclass(frozen=True, slots=True)
class Readmitted(Event):
    """A member was let back in after they had been removed. Not sent to whoever comes anew."""

    space_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class Parted(Event):
    """One member blocked another: from now on they do not meet. Not sent for a mute."""

    space_id: UUID
    by_id: UUID
    other_id: UUID
