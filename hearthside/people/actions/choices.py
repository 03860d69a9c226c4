# SPDX-License-Identifier: AGPL-3.0-or-later
"""The few things a person chooses for the whole place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.people.models import Appearance, Person


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen; empty means "as my device is set". ``discreet``: the tab tells nothing."""

    language: str = ""
    appearance: Appearance = Appearance.DEVICE
    zone: str = ""
    country: str = ""
    discreet: bool = False


@transaction.atomic
def keep_choices(*, person: Person, choices: Choices, now: datetime) -> None:
    """Remember what somebody chose. Never refused."""
    person.language = choices.language
    person.appearance = choices.appearance
    person.zone = choices.zone
    person.country = choices.country
    person.discreet = choices.discreet
    person.save(update_fields=["language", "appearance", "zone", "country", "discreet"])
