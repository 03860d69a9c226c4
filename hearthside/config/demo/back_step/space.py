# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Back Step: people who work in a large bakery, without the office."""

from __future__ import annotations

from hearthside.config.demo.back_step.coming_back import COMING_BACK
from hearthside.config.demo.back_step.shifts import SHIFTS
from hearthside.config.demo.casting import Community, Part
from hearthside.forum.actions.boards import BoardWords
from hearthside.spaces.actions.spaces import SpaceWords
from hearthside.spaces.models import Joining, Kind, Role

_WORDS = SpaceWords(
    name="The Back Step",
    kind=Kind.WORKPLACE,
    language="en",
    purpose="""For everybody who works at Copperbeck Bread: line, ovens, vans, shop, canteen,
planning. Five minutes on the back step with people who know what a shift is.""",
    is_not="""Not occupational health, not a complaints office, and not an emergency service.
Things about safety at the machines go in the book as well.""",
    norms="""- Make up a name. If you guess whose is whose, keep it to yourself.
- We talk about ourselves. Nobody who is not here gets discussed.
- No fixing each other, and nobody says what illness somebody has.
- "Same here" is plenty.""",
    limits="""Everybody in this space can read what you write in it. Managers have no way in as
managers, and nothing here reaches your file; somebody who leads a shift may be here as themselves.
Members cannot promise each other's silence.

A steward passes something on only if somebody may come to serious harm, if a child or an adult
who cannot protect themselves is being harmed, or if a court orders it. Wherever that is safe, you
are told first.""",
    listed=False,
    joining=Joining.INVITATION,
)

_BOARDS = {
    "start": BoardWords("Start of shift", "News, and how this works."),
    "wear": BoardWords("Wear and tear", "Nights, nerves, customers, and being used up."),
    "back": BoardWords("Coming back", "Being off, and coming back to work."),
    "outside": BoardWords("Outside", "The rest of it."),
}

_CAST = (
    Part("Proving Drawer", "day 1 12:30", role=Role.STEWARD),
    Part("First Light", "day 1 12:50", role=Role.RESPONDER),
    Part("Crumbs", "day 1 13:20"),
    Part("Second Breakfast", "day 1 15:00", role=Role.GREETER),
    Part("Four A.M.", "day 1 22:00"),
    Part("Left at the Lights", "day 2 05:30"),
    Part("Loose Change", "day 2 16:00"),
    Part("Third Tray", "day 3 09:00", "member"),
    Part("Spare Whisk", "day 3 12:00"),
    Part("Sesame", "day 3 18:00"),
    Part("Slow Rise", "day 4 17:50"),
    Part("Day Old", "day 4 18:10"),
    Part("Spanner", "day 5 21:40"),
    Part("Rota", "day 5 21:50"),
    Part("New Apron", "day 10 19:00"),
    Part("Paper Bag", "day 10 19:30"),
)

BACK_STEP = Community(
    slug="back-step",
    organisation="Copperbeck Bread",
    words=_WORDS,
    boards=_BOARDS,
    cast=_CAST,
    plays=(SHIFTS, COMING_BACK),
)
