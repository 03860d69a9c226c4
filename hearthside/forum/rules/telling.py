# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an author is told about their words, in words that name nobody and repeat nothing."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

REACTED: Final = "reacted"
NOTE_SUGGESTED: Final = "note-suggested"
NOTED: Final = "noted"


def words_to_author(kind: str, times: int) -> str | None:
    """The words of a notice about signs and notes; None for any other kind."""
    if kind == REACTED:
        return ngettext(
            "Somebody is with you in a conversation",
            "%(times)d times somebody was with you in a conversation",
            times,
        ) % {"times": times}
    if kind == NOTE_SUGGESTED:
        return _("Somebody suggests a note for words of yours. You decide.")
    if kind == NOTED:
        return _("A steward chose the notes of words of yours.")
    return None
