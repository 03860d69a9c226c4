# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others may hear of from the forum."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearthside.core.events import Event


@dataclass(frozen=True, slots=True)
class ThreadOpened(Event):
    """Somebody began a conversation. Not sent when a resent form finds it there already."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class PostWritten(Event):
    """Somebody wrote in a conversation that was there. Not sent for its opening words, nor
    when a resent form finds the post there already."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID
    voice_id: UUID


@dataclass(frozen=True, slots=True)
class PostTakenDown(Event):
    """A steward took words out of sight. Not sent when their author took them back."""

    space_id: UUID
    thread_id: UUID
    post_id: UUID
