# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which countries this place serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hearthside.core.countries import COUNTRIES
from hearthside.core.records import locked
from hearthside.core.verdicts import Refused, Verdict
from hearthside.directory.events import HelpLinesChanged
from hearthside.directory.models import Country
from hearthside.directory.rules.lines import ByKeeper, may_keep_directory
from hearthside.ledger.actions.outbox import announce


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody looked for a second way of contact and found none: when, who, and where."""

    on: date
    by: str
    where: str


@transaction.atomic
def enable_country(*, by: ByKeeper, code: str, now: datetime) -> Country:
    """Serve a country: its lines stand first on the help page. Enabling twice is once.

    Raises `Refused` ("no-such-country"). Announces `HelpLinesChanged`.
    """
    may_keep_directory(by).require()
    if code not in COUNTRIES:
        raise Refused(Verdict("no-such-country", _("Choose a country from the list.")))
    country, is_new = Country.objects.get_or_create(code=code, defaults={"enabled_at": now})
    if is_new:
        announce(HelpLinesChanged(changed_at=now))
    return country


@transaction.atomic
def end_country(*, by: ByKeeper, code: str, now: datetime) -> None:
    """Serve a country no longer. Its lines stay, and so does its page while it has any.

    Announces `HelpLinesChanged`.
    """
    may_keep_directory(by).require()
    Country.objects.filter(code=code).delete()
    announce(HelpLinesChanged(changed_at=now))


@transaction.atomic
def note_looking(*, by: ByKeeper, country: Country, looked: Looked, now: datetime) -> Country:
    """Write down that a second way of contact was looked for and not found.

    Raises `Refused` ("not-yet") for a day to come. Announces nothing: no page changes.
    """
    country = locked(country)
    may_keep_directory(by).require()
    if looked.on > now.date():
        raise Refused(Verdict("not-yet", _("Write the day on which you looked.")))
    country.looked_on, country.looked_by = looked.on, looked.by
    country.looked_where = looked.where
    country.save(update_fields=["looked_on", "looked_by", "looked_where"])
    return country
