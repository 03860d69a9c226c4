# SPDX-License-Identifier: AGPL-3.0-or-later
"""By when the desk answers, in which order, and how long it keeps what it knew. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from hearthside.moderation.models import Concerning

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

HOLD_FOR: Final = timedelta(minutes=10)
"""How long a file stays in one steward's hands after they last did something with it."""

NEVER_LATER: Final = timedelta(hours=24)
"""The outer limit of every promise (safety rule 9).

Source: SAVE, "Responding to a cry for help" (tiers of 24 h, 12 h, real time); CMD-1, npj Digital
Medicine 2023 (a queue in which the urgent goes first brought the median from 9 h to minutes)."""

ANSWER_WITHIN: Final[Mapping[str, timedelta]] = {
    "unsafe": timedelta(hours=1),
    "private": timedelta(hours=4),
    "contact": timedelta(hours=4),
    "unkind": timedelta(hours=12),
    "spam": NEVER_LATER,
    "other": NEVER_LATER,
    "appeal": NEVER_LATER,
    "look": timedelta(hours=4),
    "changed": timedelta(hours=4),
    "proposal": NEVER_LATER,
}
"""What each label promises. Harm that spreads while it stands comes first: a detail that can be
copied, then what exposes or presses one person, then unkindness, then the rest.

The floor (safety rule 10): files are taken by the promise, not by the label. Whatever arrives
after a file's promise has come stands behind it, so no stream of urgent files, however long,
holds back a middle one for more than its own target.

Source: Milne et al. 2019, doi:10.2196/11410: a queue by label alone answered the middle label
5 points less often than before it was there."""

KEEPERS_LEARN_AFTER: Final = timedelta(hours=1)
"""All stewards hear of a missed promise at once; keepers, without content, this much later."""

KEEP_FILES: Final = timedelta(days=365)
"""From the decision on. Then the words of a file go; counts stay in the ledger."""


def answer_by(label: str, since: datetime) -> datetime:
    """Return by when somebody who waits under this label has an answer."""
    return since + ANSWER_WITHIN.get(label, NEVER_LATER)


def held_until(now: datetime) -> datetime:
    """Return until when a file stays with the steward who does something with it now."""
    return now + HOLD_FOR


def keepers_learn(due_at: datetime, now: datetime) -> bool:
    """Whether the keepers should know that this desk is late."""
    return now >= due_at + KEEPERS_LEARN_AFTER


def promises() -> list[tuple[_StrOrPromise, int]]:
    """Return what is promised for each thing that can be wrong, in hours."""
    hours = {label: int(within.total_seconds() // 3600) for label, within in ANSWER_WITHIN.items()}
    told: list[tuple[_StrOrPromise, int]] = [(each.label, hours[each.value]) for each in Concerning]
    return [*told, (_("An appeal"), hours["appeal"])]
