# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names for somebody who speaks without their own: two quiet words, put together at random.

Both halves go with each other in every combination, whatever the gender of a noun, and say
nothing of age, gender, origin or mood.
"""

from __future__ import annotations

import secrets
from collections.abc import Container

_WORDS: dict[str, tuple[str, str]] = {
    "en": (
        "Alder Aspen Badger Beech Birch Bramble Brook Cedar Clover Cricket Curlew Dove Elm Fern "
        "Finch Fir Fox Goose Hare Hawthorn Hazel Heather Hedgehog Heron Ivy Juniper Kingfisher "
        "Lantern Lark Lichen Linden Magpie Maple Marten Moth Oak Otter Owl Pebble Pine Plover "
        "Poplar Reed Robin Rowan Sandpiper Sparrow Spruce Squirrel Starling Stork Swallow Swift "
        "Thistle Thrush Thyme Tortoise Wagtail Willow Wren",
        "after rain|at dawn|at dusk|at low tide|at noon|before snow|by the bridge|by the brook|"
        "by the gate|by the hedge|by the lake|by the lane|by the mill|by the orchard|"
        "by the path|by the quay|by the river|by the shore|by the stile|by the window|"
        "from the coast|from the fen|from the hill|from the island|from the marsh|"
        "from the meadow|from the north|from the valley|in April|in autumn|in fog|in March|"
        "in October|in September|in spring|in summer|in the rushes|in the shade|in winter|"
        "on the moor",
    ),
    "es": (
        "Abedul Abeto Acebo Alondra Arce Arroyo Avellano Avena Brezo Búho Cardo Castaño Cedro "
        "Cereza Ciervo Cigüeña Clavel Colibrí Encina Enebro Erizo Espiga Farol Fresno Garza "
        "Gaviota Golondrina Gorrión Grillo Grulla Haya Helecho Hiedra Jara Junco Lavanda Liebre "
        "Linterna Lirio Menta Mirlo Musgo Nogal Nutria Olivo Olmo Pardal Petirrojo Pinzón "
        "Roble Romero Ruiseñor Salvia Sauce Tejo Tilo Tomillo Tortuga Trébol Zorzal",
        "al alba|al amanecer|al anochecer|al atardecer|al mediodía|bajo la lluvia|"
        "bajo la parra|bajo las hojas|con niebla|de abril|de invierno|de la bahía|de la colina|"
        "de la costa|de la dehesa|de la isla|de la ladera|de la ribera|de la sierra|"
        "de la vega|de las marismas|de marzo|de octubre|de otoño|de primavera|de septiembre|"
        "de verano|del bosque|del camino|del norte|del páramo|del prado|del puerto|del río|"
        "del valle|en calma|entre juncos|junto al lago|junto al molino|tras la nevada",
    ),
}
_TRIES = 200


def new_alias(language: str, taken: Container[str]) -> str:
    """Return a random alias in a language (English where there are no words) not ``taken``.

    Raises:
        RuntimeError: two hundred tries were all taken; a conversation never gets so large.
    """
    nouns, places = _WORDS.get(language, _WORDS["en"])
    for _ in range(_TRIES):
        alias = f"{secrets.choice(nouns.split())} {secrets.choice(places.split('|'))}"
        if alias not in taken:
            return alias
    raise RuntimeError("no alias is left")
