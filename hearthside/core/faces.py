# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faces for members: small landscapes, drawn here from a random seed and nothing else.

A face tells nothing about a person. It is the same wherever its seed is shown, and the
seed is drawn at random for each membership (and each unnamed voice).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2s
from typing import Final

from django.utils.safestring import SafeString

SKIES: Final = 10
"""How many sets of colours there are: `.face-0` to `.face-9` in face.css."""

# What stands in the sky, far away and near, on a field of 40 by 40. In face.css a circle
# takes the colour of light, the first path that of the distance, the last that of nearness.
_ORBS: Final = (
    '<circle cx="12" cy="13" r="5"/>',
    '<circle cx="27" cy="12" r="4"/>',
    '<circle cx="20" cy="20" r="8"/>',
    '<circle cx="29" cy="20" r="6"/>',
    '<circle cx="11" cy="21" r="7"/>',
    '<circle cx="20" cy="11" r="3"/>',
    '<circle cx="12" cy="10" r="1"/><circle cx="22" cy="7" r="1"/><circle cx="29" cy="13" r="2"/>',
)
_FAR: Final = (
    "M0 27q10-9 20-2t20-3v18H0z",
    "M-4 33q24-21 48 0v8H-4z",
    "M0 25q5-4 10 0t10 0 10 0 10 0v16H0z",
    "M0 31l9-10q3-3 6 0l5 6 5-4q3-2 5 1l10 9v8H0z",
    "M0 22q16 0 22 7t18 4v8H0z",
    "M40 22q-16 0-22 7T0 33v8h40z",
)
_NEAR: Final = (
    "M0 34q14-9 40-1v8H0z",
    "M0 33q5-4 10 0t10 0 10 0 10 0v8H0z",
    "M11 41V30q-6-1-5-8t6-9q5 2 6 9t-5 8v11z",
    "M28 41V30q-6-1-5-8t6-9q5 2 6 9t-5 8v11z",
    "M19 41V26q-7 0-8-8 8 0 9 7 1-9 9-10 0 9-8 11v15z",
    "M20 32a11 5 0 1 1-.1 0zm1-7a7 3.5 0 1 1-.1 0zm-1-6a4 3 0 1 1-.1 0z",
    "M8 41q1-13-3-19 6 6 6 19zm8 0q0-15 5-23 0 11-2 23zm10 0q-1-10 5-17-2 8-2 17z",
    "M9 32h22q-3 6-11 6T9 32zm10-2V14q8 6 9 16z",
    "M0 36q20-7 40 0v5H0zM14 16q5-5 7 1 4-5 9-2-6 0-9 6-2-6-7-5z",
    "M21 41V28l7-7 7 7v13zM0 36q14-4 40 0v5H0z",
)


@lru_cache(maxsize=4096)
def face_svg(seed: str) -> SafeString:
    """Return the face of ``seed`` as a small SVG, hidden from screen readers.

    The name stands beside it, always, so the picture needs no words of its own.
    """
    digest = blake2s(seed.encode(), digest_size=4).digest()
    sky, orb, far, near = (
        digest[0] % SKIES,
        _ORBS[digest[1] % len(_ORBS)],
        _FAR[digest[2] % len(_FAR)],
        _NEAR[digest[3] % len(_NEAR)],
    )
    return SafeString(
        f'<svg class="face face-{sky}" viewBox="0 0 40 40" aria-hidden="true">'
        f'{orb}<path d="{far}"/><path d="{near}"/></svg>'
    )
