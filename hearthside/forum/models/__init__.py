# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of the forum, one file for each noun. Import them from here."""

from hearthside.forum.models.boards import Board, BoardQuerySet
from hearthside.forum.models.bookmarks import Bookmark
from hearthside.forum.models.clocks import (
    Clock,
    ClockState,
    Handover,
    Level,
    Owner,
    Target,
    WaitKind,
)
from hearthside.forum.models.folds import Fold
from hearthside.forum.models.helpers import (
    ANYTHING,
    NEVER,
    Experience,
    Helper,
    Nudge,
    Offer,
    OwnWord,
    ThreadWord,
)
from hearthside.forum.models.letters import (
    ARRIVED,
    KEPT_BACK,
    LIVING,
    Correspondence,
    Letter,
    LetterExcerpt,
    LetterRest,
    LetterSide,
    LetterState,
    LetterWall,
)
from hearthside.forum.models.notes import (
    Meet,
    Note,
    NoteWishes,
    Reaction,
    Signs,
    Suggestion,
    SuggestionState,
)
from hearthside.forum.models.places import Draft, Going, Place, Shelf
from hearthside.forum.models.posts import Post, PostQuerySet, PostState, Revision
from hearthside.forum.models.questions import Answer, Question
from hearthside.forum.models.search import Findable, Stem
from hearthside.forum.models.threads import (
    WAITING,
    Pin,
    Thread,
    ThreadKind,
    ThreadQuerySet,
    ThreadState,
    Wanted,
)
from hearthside.forum.models.voices import Voice

__all__ = [
    "ANYTHING",
    "ARRIVED",
    "KEPT_BACK",
    "LIVING",
    "NEVER",
    "WAITING",
    "Answer",
    "Board",
    "BoardQuerySet",
    "Bookmark",
    "Clock",
    "ClockState",
    "Correspondence",
    "Draft",
    "Experience",
    "Findable",
    "Fold",
    "Going",
    "Handover",
    "Helper",
    "Letter",
    "LetterExcerpt",
    "LetterRest",
    "LetterSide",
    "LetterState",
    "LetterWall",
    "Level",
    "Meet",
    "Note",
    "NoteWishes",
    "Nudge",
    "Offer",
    "OwnWord",
    "Owner",
    "Pin",
    "Place",
    "Post",
    "PostQuerySet",
    "PostState",
    "Question",
    "Reaction",
    "Revision",
    "Shelf",
    "Signs",
    "Stem",
    "Suggestion",
    "SuggestionState",
    "Target",
    "Thread",
    "ThreadKind",
    "ThreadQuerySet",
    "ThreadState",
    "ThreadWord",
    "Voice",
    "WaitKind",
    "Wanted",
]
