# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody can be called in a space. Pure."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext_lazy as _

from hearthside.core.text import tidy
from hearthside.core.verdicts import ALLOWED, Verdict

LONGEST_NAME = 40
"""Characters of a name, as many as the column takes."""

LONGEST_KEY = 120
"""Characters of a name in the form it is compared in; some letters grow to many."""

NAME_TAKEN = Verdict(
    "name-taken", _("That name is kept for somebody else in this space. Choose another one.")
)


def tidy_name(name: str) -> str:
    """Return a name on one line, without what turns the text around it the wrong way."""
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return " ".join(tidy(name).translate(dict.fromkeys(map(ord, turning))).split())


def name_key(name: str) -> str:
    """Return the form in which names are compared: no case, one Unicode form, nothing unseen.

    Two names that look the same to most eyes should not both fit into one space. Letters
    that only look alike across scripts are not folded.
    """
    seen = "".join(c for c in tidy_name(name) if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", seen).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def may_be_called(name: str) -> Verdict:
    """Whether a name can be carried at all; what it says is its bearer's own affair."""
    if not name_key(name):
        return Verdict("no-name", _("Choose a name that others can read. Any word will do."))
    if len(tidy_name(name)) > LONGEST_NAME or len(name_key(name)) > LONGEST_KEY:
        return Verdict("long-name", _("Choose a shorter name, with 40 letters at most."))
    return ALLOWED
