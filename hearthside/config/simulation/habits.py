# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space is like in a simulation: how many come, when, and how readily they answer.

The defaults are assumptions, not findings; docs/decisions/0011-reply-clock.md says why each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOURS = 168
"""In a week; hour 0 is Monday, midnight, UTC."""

_DAY = (2, 1, 1, 1, 1, 1, 2, 4, 5, 5, 5, 5, 6, 5, 5, 5, 6, 7, 8, 9, 10, 10, 8, 4)
"""How busy each hour of a day is: evenings most, nights least, never nobody."""

TOPICS = 12


@dataclass(frozen=True, slots=True)
class Habits:
    """One space. Shares are of its members; chances are between 0 and 1; times in minutes."""

    members: int
    profile: tuple[float, ...] = field(default=tuple(float(weight) for weight in _DAY * 7))
    conversations_a_week: float = 0.05
    """Begun by each member, on average."""
    answering: float = 0.12
    """The share who answer anybody at all, of their own accord."""
    visits_a_week: float = 4.0
    """Of each of these, on average."""
    spread: tuple[float, ...] = ()
    """How unlike these are: their answers in the space's history; heavy-tailed where empty."""
    answered_in_a_day: float = 0.8
    """The share who have an answer within a day where nobody is asked."""
    answers_when_read: float = 0.0
    """The chance that one of these answers a conversation without an answer that they read; found
    by `figures.calibrated`, so that with plain lists ``answered_in_a_day`` comes out."""
    read: float = 6.0
    """How far down a list somebody reads, on average; the end of a page is the end."""
    willing: float = 0.05
    """The share who said they are glad to answer."""
    willing_who_come: float = 0.9
    """The share of these who are among those who answer of their own accord."""
    answers_when_asked: float = 0.35
    minutes_when_asked: float = 45.0
    """Until somebody who is awake looks at a notice, median."""
    says_topic: float = 0.5
    """The share of conversations whose author says what they are about."""
    greeters: int = 1
    greeter_answers: float = 0.5
    stewards: int = 2
    steward_answers: float = 0.8
    boards: int = 4
    own_history: bool = False
    own_answers: bool = False
    """Whether ``answered_in_a_day`` is of this space, too."""

    @classmethod
    def usual(cls, members: int) -> Habits:
        """The documented defaults for a space of this size."""
        return cls(
            members,
            greeters=min(max(members // 100, 1), 20),
            stewards=min(2 + members // 2000, 20),
            boards=min(max(members // 400, 1), 60),
        )
