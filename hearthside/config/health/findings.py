# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the doctor says: well, worth knowing, or to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    WELL = "well"
    NOTE = "note"
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at: what it found, and the next step where there is one."""

    level: Level
    about: str
    words: str
    cure: str = ""


def well(about: str, words: str) -> Finding:
    """All is as it should be."""
    return Finding(Level.WELL, about, words)


def note(about: str, words: str, cure: str = "") -> Finding:
    """Worth knowing; nothing has to be done."""
    return Finding(Level.NOTE, about, words, cure)


def to_do(about: str, words: str, cure: str) -> Finding:
    """Somebody has to do something."""
    return Finding(Level.TO_DO, about, words, cure)
