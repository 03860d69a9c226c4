# SPDX-License-Identifier: AGPL-3.0-or-later
"""Help lines as people and keepers read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.countries import country_name
from hearthside.directory.models import Audience, Country, HelpLine, LineKind, SetUp
from hearthside.directory.rules.hours import OpenState, hours_in_words, state_at, zone_in_words
from hearthside.directory.rules.lines import Age, age_of, may_be_shown
from hearthside.directory.rules.numbers import sms_link, tel_link


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with everything a page says of it, in the active language."""

    line: HelpLine
    tel: str
    sms: str
    hours: str
    languages: str
    checked: str
    is_confirmed: bool
    is_open: bool | None = None
    state: str = ""

    @property
    def never_closes(self) -> bool:
        return self.line.hours == "24/7"

    @property
    def country(self) -> str:
        return country_name(self.line.country)

    @property
    def is_for_crisis(self) -> bool:
        return self.line.kind in (LineKind.EMERGENCY, LineKind.CRISIS)


@dataclass(frozen=True, slots=True)
class KeptLines:
    """The rows behind the help pages, read once."""

    lines: Sequence[HelpLine]
    countries: Sequence[Country]
    shows_unconfirmed: bool

    def shown(self, country: str) -> list[HelpLine]:
        """The lines of one country ("" for those of many) that may stand on a page."""
        pairs = _partners(self.lines)
        return [
            line
            for line in self.lines
            if line.country == country
            and may_be_shown(
                line, partner=pairs.get(line.id), shows_unconfirmed=self.shows_unconfirmed
            )
        ]


def kept_lines() -> KeptLines:
    """Read the lines in use and the countries served. Three queries."""
    return KeptLines(
        lines=list(HelpLine.objects.in_use()),
        countries=list(Country.objects.order_by("code")),
        shows_unconfirmed=shows_unconfirmed(),
    )


def is_demo() -> bool:
    """Whether this is a demonstration."""
    return (settings.DATA / "demo").exists()


def shows_unconfirmed() -> bool:
    """Whether unconfirmed lines are shown, marked so: in a demonstration or before set-up ends."""
    return is_demo() or not SetUp.objects.exists()


def as_shown(line: HelpLine, *, now: datetime, tells_now: bool) -> ShownLine:
    """Put a line into words; of the present only where ``tells_now``."""
    state = state_at(line.hours, line.zone, now) if tells_now else OpenState(None)
    return ShownLine(
        line=line,
        tel=tel_link(line.dial),
        sms=sms_link(line.text_number, line.text_keyword),
        hours=hours_in_words(line.hours, line.zone),
        languages=languages_in_words(line.languages),
        checked=_checked(line, now.date(), always=not tells_now),
        is_confirmed=line.verified_on is not None,
        is_open=state.is_open,
        state=_state(line, state, now),
    )


def youth_lines(country: str = "") -> list[ShownLine]:
    """Lines for children and young people, of one country or of all that this place serves.

    Claims nothing of the present: where it stands, the page may be read later.
    """
    kept, now = kept_lines(), clock.now()
    codes = [country] if country else [one.code for one in kept.countries] or _countries_of(kept)
    return [
        as_shown(line, now=now, tells_now=False)
        for code in codes
        for line in kept.shown(code)
        if is_for_youth(line)
    ]


def countries_with_help() -> list[str]:
    """The codes of the countries that have a help page of their own."""
    kept = kept_lines()
    served = {country.code for country in kept.countries}
    return sorted(served | {code for code in _countries_of(kept) if kept.shown(code)})


def is_for_youth(line: HelpLine) -> bool:
    """Whether a line is meant for children and young people."""
    return line.kind == LineKind.YOUTH or line.audience == Audience.YOUTH


def lines_to_check(now: datetime) -> list[HelpLine]:
    """Confirmed lines whose confirmation is more than 90 days old, oldest first."""
    lines = HelpLine.objects.confirmed().order_by("verified_on", "id")
    return [line for line in lines if age_of(line.verified_on, now.date()) is not Age.FRESH]


def languages_in_words(codes: str) -> str:
    """Return "English, Spanish" for "en es"; a code that Django does not know stays one."""
    return ", ".join(_language(code) for code in codes.split())


def day_in_words(day: date) -> str:
    """Return a day as it is written in the active language."""
    # Translators: how a day is written, in Django's format letters: 22 November 2026
    return date_format(day, pgettext("day format", "j F Y"))


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _countries_of(kept: KeptLines) -> list[str]:
    return sorted({line.country for line in kept.lines if line.country}, key=country_name)


def _partners(lines: Iterable[HelpLine]) -> dict[object, HelpLine]:
    by_id = {line.id: line for line in lines}
    pairs: dict[object, HelpLine] = {}
    for line in by_id.values():
        if line.shown_with_id and (other := by_id.get(line.shown_with_id)):
            pairs[line.id], pairs[other.id] = other, line
    return pairs


def _checked(line: HelpLine, today: date, *, always: bool) -> str:
    if line.verified_on is None:
        return _("Not confirmed here")
    if always or age_of(line.verified_on, today) is Age.OLD:
        return _("Last checked on %(day)s") % {"day": day_in_words(line.verified_on)}
    return ""


def _state(line: HelpLine, state: OpenState, now: datetime) -> str:
    if state.is_open is None or line.hours == "24/7":
        return ""
    if state.changes_at is None:
        return _("Open now") if state.is_open else _("Closed now")
    words = {"when": _moment(state.changes_at, line.zone, now), "zone": zone_in_words(line.zone)}
    if state.is_open:
        return _("Open now, until %(when)s (%(zone)s)") % words
    return _("Closed now. Opens %(when)s (%(zone)s)") % words


def _moment(at: datetime, zone: str, now: datetime) -> str:
    """An instant on the line's own clock: the time, with its weekday unless it is today's."""
    here, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    # Translators: how a time of day is written, in Django's format letters: 22:00
    form = pgettext("time format", "H:i")
    if here.date() != today:
        # Translators: a weekday with a time of day, in Django's format letters: Monday 22:00
        form = pgettext("weekday and time format", "l H:i")
    return date_format(here, form)
