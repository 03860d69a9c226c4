# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three weeks in three made-up communities, played through the actions themselves.

Everything in the demo is somebody's deed at a moment of the story, done by the same
actions that people use; so playing it is a test as well. Only the outbox, which belongs to
today, reads the real clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hearthside.config.demo.cards import SignInCard, demo_sign_ins, sheet
from hearthside.config.demo.growing import grow_demo
from hearthside.config.demo.living import refuse_where_people_live
from hearthside.config.demo.story import tell_story
from hearthside.config.running.demonstration import MARK
from hearthside.directory.actions.countries import enable_country
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.directory.rules.lines import ByKeeper
from hearthside.people.models import Person

_KEEPER = ByKeeper(None, keeps_installation=True)
_COUNTRIES = ("GB", "ES", "US")
"""Whose help lines stand first; none of them is confirmed."""

__all__ = ["demo_sign_ins", "grow_demo", "play_demo", "refuse_where_people_live"]


def play_demo(*, now: datetime, tell: Callable[[str], None]) -> list[SignInCard]:
    """Fill an empty place with three communities whose story ends shortly before ``now``.

    One transaction: afterwards all of it is there, or nothing. Where it was played already
    it changes nothing. Leaves the mark of a demo, which holds how to sign in.

    Raises:
        Refused: a real person has an account here.
    """
    if not Person.objects.filter(demo=True).exists():
        refuse_where_people_live()
        tell("Playing three weeks in three made-up communities. This takes a few seconds.")
        with transaction.atomic():
            plant_known_lines(now=now)
            for code in _COUNTRIES:
                enable_country(by=_KEEPER, code=code, now=now)
            tell_story(now)
    cards = demo_sign_ins()
    _leave_mark(sheet(cards))
    return cards


def _leave_mark(words: str) -> None:
    mark = Path(settings.DATA) / MARK
    if not mark.exists():
        mark.write_text(words)
