# SPDX-License-Identifier: AGPL-3.0-or-later
"""How to sign in to the demo, and with which eyes to look round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EASY_WORD: Final = "hearthside"
"""What everybody who can sign in to a demo signs in with. For demonstrations only."""


@dataclass(frozen=True, slots=True)
class SignInCard:
    """One way into the demo: who somebody is there, and what to try first."""

    role: str
    sign_in_name: str
    password: str
    try_first: str


def demo_sign_ins() -> list[SignInCard]:
    """Return the six ways into the demo, in the order in which people meet the product."""
    return [SignInCard(role, name, EASY_WORD, first) for name, role, first in _CARDS]


def sheet(cards: list[SignInCard]) -> str:
    """Return the sign-ins as a terminal shows them and as the mark of a demo keeps them."""
    rows = [
        f"  {card.sign_in_name:<12} {card.password:<12} {card.role}\n{'':<27} {card.try_first}"
        for card in cards
    ]
    return "\n".join((_HEAD, *rows, ""))


_HEAD = (
    "This is a demonstration: everybody in it, and every word, is made up.\n"
    "The password is known to everybody, and is for demonstrations only.\n\n"
    "  sign in as   password     who that is"
)
_CARDS = (
    (
        "newcomer",
        "newcomer",
        "New on Heron Lane, nothing written yet. Write one word on a board.",
    ),
    (
        "member",
        "member",
        "In two spaces under two names. See what is new, and who waits.",
    ),
    (
        "steward",
        "steward",
        "Looks after Heron Lane. Somebody asks to come in; a report waits.",
    ),
    (
        "facilitator",
        "facilitator",
        "Keeps the Thursday circle at the Long Table. Somebody new waits there.",
    ),
    (
        "responder",
        "responder",
        'Sits up late on Heron Lane. Open "Nobody waits alone" and answer.',
    ),
    (
        "keeper",
        "keeper of the installation",
        "Sees organisations, spaces and help lines, and no conversation.",
    ),
)
