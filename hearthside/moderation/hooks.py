# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation asks of the domains whose words can be reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from hearthside.core.hooks import Hook
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Span = tuple[int, int]
"""From where to where a part of some words reaches, in characters of their source."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported, as a steward reads it.

    ``html`` is safe, as `core.text.render` made it, and ``source`` what was typed. ``author_id``
    is a membership, or None where the words carry no name or nobody stands behind them any more;
    ``face_id`` is the id others know the author by: that membership's, or a voice's.
    ``title`` stands above the words and is no part of them; at ``title_path`` a steward
    changes it, and at ``change_path`` the author changes the words.
    """

    label: _StrOrPromise
    html: str
    author_id: UUID | None
    author_name: str
    path: str
    face_id: UUID | None
    source: str
    title: str = ""
    title_path: str = ""
    change_path: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """A decision to take words out of sight: where, by whom, and why, for their author to read."""

    space_id: UUID
    by: Standing
    reason: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Folding:
    """A decision to fold parts of some words; ``measure_id`` names it when it is taken back."""

    space_id: UUID
    by: Standing
    measure_id: UUID
    spans: tuple[Span, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class PuttingBack:
    """A decision taken back: what was folded or taken down under ``measure_id`` is shown again.

    ``kind`` says which of the two (`MeasureKind`). What another decision keeps out of sight
    stays so.
    """

    space_id: UUID
    by: Standing
    measure_id: UUID
    kind: str
    now: datetime


content: Hook[[str, UUID, UUID], Reported | None] = Hook()
"""What this kind and id stand for in this space; None if not mine, or gone.

The words themselves are shown to stewards only, so withdrawn ones may be told here."""

voice_beside: Hook[[Standing, str, UUID], UUID | None] = Hook()
"""The voice without a name that this member speaks with where these words stand, if they do."""

take_down: Hook[[str, UUID, Taking], bool] = Hook()
"""Take these words out of sight, in the transaction of the decision; False if not mine, or gone.

The author keeps the words; moderation tells them why."""

fold: Hook[[str, UUID, Folding], bool] = Hook()
"""Show others these words without some parts, at once; False if not mine, or gone.

The author goes on seeing the whole. When they change it, the answerer fits the fold to the new
words and calls `actions.measures.note_changed`."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other words that hold what was folded in some: whose they are, and where."""

    content_id: UUID
    author_name: str
    path: str


same_words: Hook[[str, UUID, UUID], Sequence[Elsewhere]] = Hook()
"""Where else, close by, others can still read what is folded in these words: quoted, mostly.

Nothing is folded there by itself: each is somebody else's, and a person decides."""

put_back: Hook[[str, UUID, PuttingBack], bool] = Hook()
"""Show these words again as they were before one decision; False if not mine, or gone."""


may_restrict_now: Hook[[UUID, UUID], bool] = Hook()
"""Whether a restriction of this face in this space may take effect at this moment.

Asked once, at the end of the wait, of every proposal alike. One no is "not now", in the same
words as when a steward asked to wait. With nobody answering, the words and the times are the
same (safety rules 4 and 12)."""

heeds_contact: Hook[[], bool] = Hook()
"""True from whoever carries messages between two people and asks `spaces` whether one may write
to the other; where nobody does, that restriction is not offered."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody began to write in a form, and the address that keeps it while they write."""

    save_to: str
    words: str = ""


begun: Hook[[Standing, str, str], Begun] = Hook()
"""What a member began to write: who, the slug of the space, and the place it is written in."""

sent: Hook[[Standing, str, datetime], None] = Hook()
"""What was begun in this place was sent, or is no longer needed."""
