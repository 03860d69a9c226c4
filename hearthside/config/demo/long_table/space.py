# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Long Table: families and friends, from three congregations and from none."""

from __future__ import annotations

from hearthside.config.demo.casting import Community, Part
from hearthside.config.demo.long_table.arriving import ARRIVING
from hearthside.config.demo.long_table.faith import FAITH
from hearthside.config.demo.long_table.hard import HARD
from hearthside.forum.actions.boards import BoardWords
from hearthside.spaces.actions.spaces import SpaceWords
from hearthside.spaces.models import Joining, Kind, Role

_WORDS = SpaceWords(
    name="The Long Table",
    kind=Kind.FAITH,
    language="en",
    purpose="""For the families and friends of people who live with psychosis, addiction or
depression. Three congregations share a hall, and set this table together. Come as you are: of any
faith, or of none.""",
    is_not="""Not a service, not counselling, and not an emergency service. Nobody is prayed
over here who did not ask for it, and nothing said here takes the place of a doctor.""",
    norms="""- We tell our own half of the story. The person we love is not here to tell
theirs, so we leave out names and places.
- Illness is not a lesson, a punishment or a lack of faith.
- Prayer is welcome and never instead of care. So is not praying.
- We do not tell each other what to do about medicine.
- What is said at the table stays at the table.
- Tea is always an acceptable answer.""",
    limits="""Everybody in this space can read what you write in it. We ask each other to keep
it at the table, but members cannot promise each other's silence.

What you write is not told to your priest, imam, minister or elders. A steward passes something on
only if somebody may come to serious harm, if a child or an adult who cannot protect themselves is
being harmed, or if a court orders it. Wherever that is safe, you are told first.""",
    listed=True,
    joining=Joining.OPEN,
)

_BOARDS = {
    "arriving": BoardWords("Arriving", "For first words, or for none."),
    "table": BoardWords("Around the table", "How it is at home this week."),
    "hard": BoardWords("Hard conversations", "What we said, what we did not, what came of it."),
    "faith": BoardWords("Faith and doubt", "Both have a chair."),
    "ourselves": BoardWords("For ourselves", "We are allowed to be tired."),
}

_CAST = (
    Part("Barley", "day 1 09:00", role=Role.STEWARD),
    Part("Hazel Switch", "day 1 09:30", "facilitator", Role.FACILITATOR),
    Part("Candle End", "day 1 10:00", role=Role.RESPONDER),
    Part("Zaytun", "day 1 10:40", role=Role.GREETER),
    Part("Third Pew", "day 1 11:00"),
    Part("Low Hymn", "day 1 14:00"),
    Part("Stone Soup", "day 1 18:00"),
    Part("Mint Tea", "day 2 12:00"),
    Part("Salt Cellar", "day 2 19:05"),
    Part("Seven Coats", "day 2 21:00"),
    Part("Doorframe", "day 4 09:40"),
    Part("Wick", "day 4 20:00"),
    Part("Sparrow on the Sill", "day 5 13:00"),
    Part("Two Sugars", "day 5 19:30", "two-faces"),
    Part("Unmatched Gloves", "day 6 15:00"),
    Part("Loose Thread", "day 8 10:00"),
    Part("Long Division", "day 10 12:00"),
    Part("First Bell", "48m ago"),
)

LONG_TABLE = Community(
    slug="long-table",
    organisation="Lantern Hill Congregations",
    words=_WORDS,
    boards=_BOARDS,
    cast=_CAST,
    plays=(ARRIVING, HARD, FAITH),
)
