# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences and names for the crowd that `growing` adds. They only have to look like words
that people write; nobody is meant to read them."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = (
    "I slept a little better, and I do not know why.",
    "The morning was slow and then it was over.",
    "Thank you for asking.",
    "I went round the block and met the same cat twice.",
    "It is quieter here than it was last week.",
    "I wrote it down so that I would believe it later.",
    "My sister rang while I was thinking of ringing her.",
    "I do not have an answer, I only know the place you describe.",
    "The kettle has been on three times today and I have had one cup.",
    "For me it came back in small pieces, and not in order.",
    "I am here.",
    "That sounds like a long day.",
    "I have had weeks like that, and I did not see the end of them either.",
    "I read this twice, because I liked the part about the window.",
    "Some days I only manage the first half of things.",
    "I said it out loud to the stairs, and the stairs took it well.",
    "It helped me that somebody knew.",
    "I was angry first and sad about an hour afterwards.",
    "The doctor was kind, and the waiting room was full of plants.",
    "I have not told many people.",
    "I went back to work for two mornings and then I slept for one afternoon.",
    "What does it feel like when it lets go a little?",
    "I do not need anything, I only wanted to say it somewhere.",
    "We ate soup and nobody said anything clever.",
    "It rained, and I was glad, because then nobody expects much.",
    "I keep a list now, and on bad days the list is one word.",
    "My neighbour left a bag of apples at the door.",
    "I have been meaning to write here since the weekend.",
    "Hello from the end of the street.",
    "Nothing happened, which is news in its own way.",
)
FIRST: Final = (
    "Quiet", "Amber", "Second", "Early", "Narrow", "Copper", "Left", "Salt", "Paper", "Winter",
    "Slow", "Blue", "Open", "Upper", "Mild", "Borrowed", "Silver", "Small", "Late", "Woollen",
)  # fmt: skip
SECOND: Final = (
    "Lantern", "Harbour", "Button", "Orchard", "Window", "Kettle", "Meadow", "Ladder", "Pocket",
    "Feather", "Garden", "Staircase", "Pebble", "Thimble", "Chimney", "Acorn", "Basket", "Willow",
    "Teapot", "Corner",
)  # fmt: skip
