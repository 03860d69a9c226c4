# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking for words: what is taken, what comes first, and which slips are understood. Pure."""

from __future__ import annotations

import math
from datetime import timedelta

LONGEST_NOTE = 1000
"""Of a note to oneself beside words that helped."""

MOST_SOUGHT = 100
MOST_WORDS = 8
"""Of what somebody looks for: the letters taken, and how many of the words count."""

AGE_HALVED = timedelta(days=180)


def closeness(weight: float, best: float, age: timedelta) -> float:
    """How near the top a found post stands: how well it fits, and gently how new it is.

    What fits best and is new gets 1. Age alone takes away two fifths at most, so that an old
    post that says exactly this stands before a new one that mentions it.
    """
    fits = weight / best if best > 0 else 1.0
    new = math.pow(0.5, max(age, timedelta()) / AGE_HALVED)
    return fits * (0.6 + 0.4 * new)


def slips_allowed(word: str) -> int:
    """How many letters may differ for a word to be meant: none in short ones."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def is_a_slip(word: str, other: str, most: int) -> int | None:
    """Count what was left out, added, changed or swapped between two words; None beyond ``most``.

    Source: optimal string alignment, the restricted distance of Damerau (1964), Commun ACM
    7:171-176, doi:10.1145/363958.363994.
    """
    if abs(len(word) - len(other)) > most or len(set(word) ^ set(other)) > 2 * most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, above, row = row, before, [i]
        for j, theirs in enumerate(other, 1):
            least = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == theirs:
                least = min(least, above[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
