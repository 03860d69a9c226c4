# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane: neighbours who keep each other company, in English and in Spanish."""

from __future__ import annotations

from hearthside.config.demo.casting import Community, Part
from hearthside.config.demo.heron_lane.between_two import BETWEEN_TWO
from hearthside.config.demo.heron_lane.coming_in import COMING_IN
from hearthside.config.demo.heron_lane.en_espanol import EN_ESPANOL
from hearthside.config.demo.heron_lane.everyday import EVERYDAY
from hearthside.config.demo.heron_lane.getting_through import GETTING_THROUGH
from hearthside.config.demo.heron_lane.nights import NIGHTS
from hearthside.config.demo.heron_lane.waiting import WAITING
from hearthside.forum.actions.boards import BoardWords
from hearthside.spaces.actions.spaces import SpaceWords
from hearthside.spaces.models import Joining, Kind, Role

_WORDS = SpaceWords(
    name="Heron Lane",
    kind=Kind.NEIGHBOURHOOD,
    language="en",
    purpose="""For people who live or work around Heron Lane and are having a hard time, or had
one. We keep each other company on ordinary days and on bad ones.

También en español: escribe en el idioma que te salga.""",
    is_not="""Not a clinic, not counselling, and not an emergency service. Nobody here is paid
to answer. "Get help", at the top of every page, shows who answers day and night.""",
    norms="""- We speak from our own lives: "this is how it was for me".
- We do not tell each other what illness somebody has, or what to take for it.
- We leave out ways to come to harm, amounts, and numbers about weight.
- What is said here stays here. We do not try to work out who somebody is outside.
- Nobody has to answer, and nobody has to be cheerful.
- English and Spanish are both at home here.""",
    limits="""Everybody in this space can read what you write in it. We ask each other to keep
it here, but members cannot promise each other's silence.

A steward passes something on only if somebody may come to serious harm, if a child or an adult
who cannot protect themselves is being harmed, or if a court orders it. Wherever that is safe, you
are told first.""",
    listed=True,
    joining=Joining.REQUEST,
)

_BOARDS = {
    "hello": BoardWords("Coming in", "For first words. One is enough."),
    "everyday": BoardWords("Everyday", "Small things, slow days, and what the weather is inside."),
    "nights": BoardWords("Nights", "For when sleep does not come."),
    "steps": BoardWords("Getting through", "What we try, what helps a little, and what did not."),
    "espanol": BoardWords("En español", "Para hablar de lo que sea, en español."),
}

_FOUNDERS = (
    Part("Marigold", "day 1 08:00", "steward", Role.STEWARD),
    Part("Rosa de los Vientos", "day 1 08:20", role=Role.STEWARD, language="es"),
    Part(
        "Lamplight",
        "day 1 08:40",
        "responder",
        Role.RESPONDER,
        glad=("sleep", "loneliness"),
    ),
    Part("Old Bicycle", "day 1 08:55", role=Role.GREETER),
    Part("Kettle Nine", "day 1 11:00", glad=("craving", "")),
    Part("Fern", "day 1 12:30"),
    Part("Wren", "day 1 13:10", "member", glad=("anxiety",)),
    Part("Owl Post", "day 1 15:00"),
    Part("Tin Whistle", "day 1 16:20", "facilitator", glad=("family", "caring")),
    Part("Blue Gate", "day 1 17:05"),
    Part("marisol_norte", "day 1 18:45", language="es"),
    Part("Tomillo", "day 1 19:30", language="es", glad=("family", "")),
)

_WHO_ASKED = (
    Part("Lento", "day 2 10:00", asks="Hablo poco. ¿Se puede solo leer?", language="es"),
    Part("Second Post", "day 2 12:00", asks="Off work since last winter. I live off the lane."),
    Part("Dusk", "day 2 20:00", asks="hi"),
    Part(
        "Halfway Up",
        "day 3 09:00",
        asks="The notice by the launderette was not awful.",
        glad=("work", ""),
    ),
    Part("Northbound", "day 3 11:00"),
    Part("Brass Button", "day 3 15:30", asks="A friend said you do not make a fuss."),
    Part("Sock Drawer", "day 4 10:15", asks="I have moved here twice. Long story, odd socks."),
    Part("Quiet Drummer", "day 4 14:00", asks="I would like to be some use, and some company."),
    Part("Plum Jam", "day 5 09:50", asks="Dear Sir or Madam, I was shown how to do this."),
    Part("Pocket Map", "day 6 16:00", asks="I am better in writing than in queues."),
    Part("Mossy", "day 7 13:00", "two-faces", asks="Reading first, if that is allowed."),
    Part("Grey Scarf", "day 10 12:30", asks="I know everybody round here! Happy to help."),
    Part("Golondrina", "day 13 22:30", asks="hola", language="es"),
    Part("Thimble", "day 16 13:30", asks="Above the laundry. I saw the yellow umbrella."),
    Part("Paper Boat", "70m ago", "newcomer", asks="I do not know yet what I would say."),
    Part("Ninepin", "31m ago"),
)

HERON_LANE = Community(
    slug="heron-lane",
    organisation="Heron Lane Neighbours",
    words=_WORDS,
    boards=_BOARDS,
    cast=(*_FOUNDERS, *_WHO_ASKED),
    plays=(COMING_IN, EVERYDAY, NIGHTS, GETTING_THROUGH, EN_ESPANOL, WAITING, BETWEEN_TWO),
    at_the_door=Part(
        "Ladybird Road",
        "25m ago",
        asks="""I live two streets over. Somebody at the reading room table said that one may
only read for a while, and I think that is what I would do.""",
    ),
)
