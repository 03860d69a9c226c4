# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may write to whom in private, and when it is over. Pure.

To whoever asks, a refusal, a block, somebody who left and nobody at all look the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hearthside.core.text import MAX_CHARACTERS, count_links
from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Correspondence, LetterSide, LetterState
from hearthside.spaces.rules.standing import Standing

LETTERS_PER_PAGE: Final = 25
ASKINGS_SHOWN: Final = 100
LINES_PER_PAGE: Final = 50

MOST_ASKING_WORDS: Final = 1000
"""A first knock at a door is short; more fits into the first message after a yes."""

QUIET_DAYS: Final = 30
"""How long an asking waits for an answer, and how long after an end nobody asks anew."""

KEPT_DAYS: Final = 365
"""How long both can read what they wrote, once it has ended."""

EXCERPT_DAYS: Final = 365
"""How long the stewards can read lines that somebody showed them."""

MOST_SHOWN: Final = 200
"""The last so many messages can be shown to the stewards, or some of them."""

MOST_OPEN: Final = 10
"""Askings of one person that wait at the same time. Somebody in need knocks at a few doors."""

NOT_HERE: Final = Verdict("not-here", _("There is nothing here by that address."))

TOO_MANY: Final = Verdict(
    "burst", _("That was a lot in a few minutes. Your words are kept; send them shortly.")
)
ENOUGH_TODAY: Final = Verdict(
    "many-today",
    _("That is enough asking for today. Your words are kept, and tomorrow you can go on."),
)
NOT_ADULT: Final = Verdict(
    "not-adult",
    _("Messages between two people are for adults. In the conversations you are welcome to write."),
)


@dataclass(frozen=True, slots=True)
class Between:
    """What there is already between two faces, as the one who asks sees it."""

    mine: LetterSide | None = None
    quiet_until: date | None = None
    open_askings: int = 0


def may_see(standing: Standing, side: LetterSide) -> Verdict:
    """Whether this is this person's own side of a correspondence, and in their view."""
    here = standing.is_member and side.space_id == standing.space_id
    if not here or not standing.is_face(side.face) or side.gone:
        return NOT_HERE
    withdrawn = side.correspondence.state == LetterState.WITHDRAWN
    if not side.asked and (side.kept_back or withdrawn):
        return NOT_HERE
    return ALLOWED


def may_ask(standing: Standing, me: UUID, other: UUID, between: Between) -> Verdict:
    """Whether this person may ask another to write, by what they themselves did before.

    Nothing the other chose is looked at here: whoever asks would read it off the answer.
    """
    if not standing.is_member or not standing.is_face(me):
        return NOT_HERE
    if standing.is_face(other):
        return Verdict("oneself", _("This is you. You can write to somebody else."))
    if (there := _already(between.mine)) is not None:
        return there
    if between.quiet_until is not None:
        return Verdict("quiet", _("Between you two it rests for a while. You can ask again later."))
    if between.open_askings >= MOST_OPEN:
        return Verdict(
            "many-open",
            ngettext_lazy(
                "You are waiting for %(many)d answer. Ask again when somebody has answered, or "
                "take one of them back.",
                "You are waiting for %(many)d answers. Ask again when somebody has answered, or "
                "take one of them back.",
                "many",
            )
            % {"many": between.open_askings},
        )
    return ALLOWED


def _already(mine: LetterSide | None) -> Verdict | None:
    """What keeps somebody from asking anew: they write already, or have asked."""
    if mine is not None and mine.correspondence.state == LetterState.OPEN:
        return Verdict("open", _("You two write to one another already, under “Messages”."))
    if mine is not None and mine.asked:
        return Verdict("asked", _("You have asked already. If they want to, they will answer."))
    return None


def may_answer(standing: Standing, side: LetterSide) -> Verdict:
    """Whether this person may say yes or no to being asked. A no can become a yes later."""
    if not (seen := may_see(standing, side)):
        return seen
    if side.asked or not side.correspondence.is_asked:
        return Verdict("not-asked", _("There is nothing to answer here any more."))
    return ALLOWED


def may_take_back(standing: Standing, side: LetterSide) -> Verdict:
    """Whether this person may take their asking back."""
    if not (seen := may_see(standing, side)):
        return seen
    if not side.asked or not side.correspondence.is_asked:
        return Verdict("not-asking", _("There is nothing to take back here any more."))
    return ALLOWED


def may_write(standing: Standing, side: LetterSide) -> Verdict:
    """Whether this person may write: both said yes, and neither ended it."""
    if not (seen := may_see(standing, side)):
        return seen
    state = side.correspondence.state
    if state == LetterState.ENDED:
        return Verdict("ended", _("This correspondence has ended."))
    if state != LetterState.OPEN:
        return Verdict("not-open", _("You can write here once both of you have said yes."))
    return ALLOWED


def may_put_away(standing: Standing, side: LetterSide) -> Verdict:
    """Whether this person may take it all out of their own view."""
    if not (seen := may_see(standing, side)):
        return seen
    over = side.correspondence.state in (LetterState.ENDED, LetterState.WITHDRAWN)
    if not over:
        return Verdict("going-on", _("End this first. Then you can take it out of your view."))
    return ALLOWED


def can_be_written(words: str, *, links_agreed: bool, limit: int = MAX_CHARACTERS) -> Verdict:
    """Whether words can be sent as they are. What they say is never a reason."""
    if not words:
        return Verdict("empty", _("There are no words here yet. One is enough."))
    return can_be_first(words, links_agreed=links_agreed, limit=limit)


def can_be_first(
    words: str, *, links_agreed: bool = False, limit: int = MOST_ASKING_WORDS
) -> Verdict:
    """Whether words can stand with an asking; none are needed."""
    if len(words) > limit:
        return Verdict("too-long", _("This is too long for one message. You can send it in parts."))
    if not links_agreed and carries_link(words):
        return Verdict(
            "link",
            _("There is a link in it. Links go through once both of you agree to them."),
        )
    return ALLOWED


def can_be_shown(chosen: bool, any_there: bool, *, consents: bool) -> Verdict:
    """Whether lines can be shown to the stewards: some were chosen, and whoever shows agrees."""
    if not consents:
        return Verdict("no-consent", _("The stewards only read this if you agree to it."))
    if any_there and not chosen:
        return Verdict("no-lines", _("Choose at least one message to show."))
    return ALLOWED


def carries_link(words: str) -> bool:
    """Whether words hold a web address, or anything that would become a link."""
    return bool(count_links(words)) or "://" in words or "](" in words


def links_agreed(sides: tuple[LetterSide, LetterSide]) -> bool:
    """Whether both agreed to links."""
    return all(side.links for side in sides)


def lapses_on(correspondence: Correspondence) -> date:
    """The day on which an asking that nobody answered goes, for both."""
    return correspondence.asked_on + timedelta(days=QUIET_DAYS)


def goes_on(correspondence: Correspondence) -> date | None:
    """The day on which what has ended goes, for both; None while it goes on."""
    ended_on = correspondence.ended_on
    return ended_on + timedelta(days=KEPT_DAYS) if ended_on else None


def to_the_minute(now: datetime) -> datetime:
    """An instant as messages keep it: enough to read by, too little to join two rows."""
    return now.replace(second=0, microsecond=0)
