# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made-up people are never put beside real ones."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import Refused, Verdict
from hearthside.people.models import Person

PEOPLE_LIVE_HERE: Final = Verdict(
    "people-live-here",
    _(
        "Real people have accounts here, so no made-up people were added and nothing was "
        "changed. To look at the demo, give it a data folder of its own: set HEARTHSIDE_DATA."
    ),
)


def refuse_where_people_live() -> None:
    """Keep made-up people away from real ones.

    Raises:
        Refused: a person who is not of the demo has an account here.
    """
    if Person.objects.filter(demo=False).exists():
        raise Refused(PEOPLE_LIVE_HERE)
