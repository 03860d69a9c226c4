# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words beside which the help lines stand at once. Pure.

Not a judgement of anybody: whoever types them may ask for a friend, a course or themselves.
They show something more and never take anything away. The lists are short on purpose, and are
read over by somebody with lived experience or clinical training before they are changed.
"""

from __future__ import annotations

import re
from typing import Final

from hearthside.core.stems import fold

PHRASES: Final = {
    "en": (
        *("suicide", "suicidal", "kill myself", "killing myself", "end my life", "ending my life"),
        *("end it", "end it all", "ending it all", "want to die", "wanna die", "wish i was dead"),
        *("wish i were dead", "better off dead", "no reason to live", "dont want to live"),
        *("dont want to be here", "dont want to wake up", "cant go on", "self harm", "selfharm"),
        *("self injury", "hurt myself", "hurting myself", "harm myself", "harming myself"),
        *("cut myself", "cutting myself", "overdose", "overdosed", "overdosing", "hang myself"),
    ),
    "es": (
        *("suicidio", "suicida", "suicidarme", "suicidarse", "matarme", "me mato", "me mate"),
        *("quitarme la vida", "quiero morir", "quiero morirme", "morirme", "no quiero vivir"),
        *("no quiero seguir", "no quiero despertar", "acabar con todo", "acabar con mi vida"),
        *("terminar con todo", "terminar con mi vida", "no puedo mas", "mejor sin mi"),
        *("sin razon para vivir", "autolesion", "autolesiones", "autolesionarme", "cortarme"),
        *("hacerme dano", "lastimarme", "sobredosis", "ahorcarme"),
    ),
}
"""By language, folded as `core.stems.fold` does and without apostrophes; whole words only.

Looked for in every language, whatever the page speaks: distress speaks the first one."""

_SIGNS = re.compile(r"['’ʼ]")
_BETWEEN = re.compile(r"[\W_]+")
_PHRASES = {f" {phrase} " for phrases in PHRASES.values() for phrase in phrases}


def speaks_of_distress(text: str) -> bool:
    """Whether help lines belong beside these words."""
    plain = f" {_BETWEEN.sub(' ', _SIGNS.sub('', fold(text))).strip()} "
    return any(phrase in plain for phrase in _PHRASES)
