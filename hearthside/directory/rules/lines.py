# SPDX-License-Identifier: AGPL-3.0-or-later
"""What may stand as a help line, how a confirmation ages, and when a line is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Self
from uuid import UUID
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from hearthside.core.countries import COUNTRIES
from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.directory.models import Audience, HelpLine, LineKind
from hearthside.directory.rules.hours import ALWAYS, BadHours, parse
from hearthside.directory.rules.numbers import exists_in

WARN_AFTER: Final = timedelta(days=90)
"""When keepers are asked to check a line again."""
DATE_AFTER: Final = timedelta(days=180)
"""When a line is shown with the day it was last checked."""


class Age(StrEnum):
    """How long ago somebody here made sure of a line."""

    UNCONFIRMED = "unconfirmed"
    FRESH = "fresh"
    DUE = "due"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class ByKeeper:
    """A keeper who acts on the directory. The account is named in the ledger only."""

    holder_id: UUID | None
    keeps_installation: bool


@dataclass(frozen=True, slots=True)
class LineFacts:
    """All that a keeper can write about a line."""

    name: str
    kind: str
    country: str = ""
    audience: str = Audience.EVERYBODY
    for_whom: str = ""
    languages: str = ""
    dial: str = ""
    text_number: str = ""
    text_keyword: str = ""
    chat_url: str = ""
    url: str = ""
    hours: str = ""
    zone: str = ""
    notes: str = ""
    source: str = ""

    @classmethod
    def of(cls, line: HelpLine) -> Self:
        """Return the facts of a line that exists."""
        return cls(**{field.name: getattr(line, field.name) for field in fields(cls)})


def age_of(verified_on: date | None, today: date) -> Age:
    """How old a confirmation is: a warning after 90 days, shown with its date after 180."""
    if verified_on is None:
        return Age.UNCONFIRMED
    if today - verified_on > DATE_AFTER:
        return Age.OLD
    return Age.DUE if today - verified_on > WARN_AFTER else Age.FRESH


def may_be_shown(line: HelpLine, *, partner: HelpLine | None, shows_unconfirmed: bool) -> bool:
    """Whether a line may stand on a help page.

    Unconfirmed lines only where nothing can be confirmed yet (a demonstration, or before
    set-up ends), and marked so. Lines that belong together are shown both or not at all.
    """
    lines = [line] if partner is None else [line, partner]
    return all(
        one.withdrawn_at is None and (shows_unconfirmed or one.verified_on is not None)
        for one in lines
    )


def may_keep_directory(by: ByKeeper) -> Verdict:
    """Whether somebody may change help lines, countries, reviews and set-up."""
    if not by.keeps_installation:
        return Verdict(
            "not-keeper",
            _("Help lines are looked after by the keepers of the whole place. You can ask one."),
        )
    return ALLOWED


def may_be_confirmed(line: HelpLine, checked_on: date, today: date) -> Verdict:
    """Whether a line can be said to have been checked on a day."""
    if line.withdrawn_at is not None:
        return Verdict("withdrawn", _("This line was withdrawn. Write it down anew first."))
    if checked_on > today:
        return Verdict("not-yet", _("Write the day on which it was checked; today at the latest."))
    if age_of(checked_on, today) is Age.OLD:
        return Verdict("too-long-ago", _("That is more than 180 days ago. Please check it anew."))
    return ALLOWED


def may_stand(facts: LineFacts) -> Verdict:
    """Whether these facts can be a help line at all."""
    for asked in (_leads_somewhere, _has_its_place, _can_be_dialled, _has_hours):
        if not (verdict := asked(facts)):
            return verdict
    return ALLOWED


def _leads_somewhere(facts: LineFacts) -> Verdict:
    if not (facts.dial or facts.text_number or facts.chat_url or facts.url):
        return Verdict("no-way", _("Write at least one way to reach the line."))
    if facts.text_keyword and not facts.text_number:
        return Verdict("no-text-number", _("Write the number that the word is sent to."))
    return ALLOWED


def _has_its_place(facts: LineFacts) -> Verdict:
    if facts.country and facts.country not in COUNTRIES:
        return Verdict("no-such-country", _("Choose a country from the list."))
    if not facts.country and facts.kind != LineKind.DIRECTORY:
        return Verdict("no-country", _("Choose the country in which this line can be reached."))
    return ALLOWED


def _can_be_dialled(facts: LineFacts) -> Verdict:
    for number in (facts.dial, facts.text_number):
        if number and not facts.source and not exists_in(number, facts.country):
            return Verdict(
                "number-needs-source",
                _(
                    "The list of numbers we carry does not know this number in this country. "
                    "Check it once more, or write where it is published."
                ),
            )
    return ALLOWED


def _has_hours(facts: LineFacts) -> Verdict:
    if facts.hours in ("", ALWAYS):
        return ALLOWED
    try:
        parse(facts.hours)
    except BadHours:
        return Verdict(
            "bad-hours",
            _("Write 24/7, or days and times, like this: mon-fri 10:00-22:00; sat 12:00-18:00"),
        )
    if facts.zone not in available_timezones():
        return Verdict("no-zone", _("Choose whose clock the hours go by."))
    return ALLOWED
