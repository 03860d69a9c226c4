# SPDX-License-Identifier: AGPL-3.0-or-later
"""What directory tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.core.events import Event


@dataclass(frozen=True)
class HelpLinesChanged(Event):
    """Something that stands on the help pages changed: a line, a country, a review, set-up.

    Not sent when a line merely opens or closes.
    """

    changed_at: datetime


@dataclass(frozen=True)
class HelpPagesDue(Event):
    """A line opens or closes, or a day begins: what the help pages say of now ends here.

    Only ever an appointment, under one key.
    """

    due_at: datetime
