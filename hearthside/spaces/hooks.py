# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces asks of those above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from hearthside.core.hooks import Hook
from hearthside.notices.queries import Told

topics: Hook[[UUID, Collection[UUID]], Mapping[UUID, str]] = Hook()
"""What the things are called that the notices of a membership are about; only what it meets.

Shown inside the space, to that member alone. A notice itself never carries it, so that
whatever is sent outside says only that something happened."""

not_for: Hook[[UUID, Collection[UUID], Collection[Told]], Collection[UUID]] = Hook()
"""The ids of those notices that were written for everybody alike but are not for this member,
who speaks with these voices: what people they keep away wrote, what they let rest. Leaving them
out when the notices are written would say whose voice it is."""

retold: Hook[[Collection[UUID], Collection[Told]], Mapping[UUID, str]] = Hook()
"""Other words for those notices that were written for everybody alike and are about words which
their reader, who speaks with these voices, wrote themselves without their name."""

ended_by: Hook[[UUID], Collection[UUID]] = Hook()
"""The stewards who took part in ending this membership: when that member asks to come back, it is
another one who says no to them, where there is another."""

restrictions: Hook[[UUID, Collection[UUID], datetime], Collection[str]] = Hook()
"""What rests for somebody in a space at this instant, by all their faces there: see
`rules.standing.WRITING` and the like. Part of the standing; asked only where `note_restricted`
said that anything may rest, so that it costs most spaces nothing."""
