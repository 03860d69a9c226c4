# SPDX-License-Identifier: AGPL-3.0-or-later
"""Help lines as their keepers see them: country by country, with age and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.core.countries import country_name
from hearthside.directory.models import Country, HelpLine, LineKind
from hearthside.directory.queries.lines import ShownLine, as_shown, day_in_words, is_for_youth
from hearthside.directory.rules.gates import Gap, country_gaps
from hearthside.directory.rules.lines import Age, age_of


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line with how far it can be relied on."""

    shown: ShownLine
    age: Age
    age_words: str

    @property
    def line(self) -> HelpLine:
        return self.shown.line

    @property
    def tone(self) -> str:
        tones = {Age.FRESH: "calm", Age.DUE: "care", Age.OLD: "urgent", Age.UNCONFIRMED: "care"}
        return tones[self.age]


@dataclass(frozen=True, slots=True)
class KeptCountry:
    """One country with its lines and what it lacks. ``served`` is None for the others."""

    code: str
    name: str
    served: Country | None
    gaps: Sequence[Gap]
    advice: Sequence[str]
    lines: Sequence[KeptLine]


def kept_countries(now: datetime) -> list[KeptCountry]:
    """Return every country with its lines, those served first, then lines of many countries."""
    lines = list(HelpLine.objects.in_use())
    served = {country.code: country for country in Country.objects.order_by("code")}
    codes = served.keys() | {line.country for line in lines}
    countries = [_country(code, served.get(code), lines, now) for code in codes]
    return sorted(countries, key=lambda one: (one.served is None, not one.code, one.name))


def kept_line(line_id: UUID, now: datetime) -> KeptLine | None:
    """Return one line in use, or None."""
    line = HelpLine.objects.in_use().filter(id=line_id).first()
    return _kept(line, now) if line else None


def possible_partners(line: HelpLine) -> list[HelpLine]:
    """Return the lines that could be shown together with this one."""
    return list(HelpLine.objects.in_use().filter(country=line.country).exclude(id=line.id))


def partner_of(line: HelpLine) -> HelpLine | None:
    """Return the line that is shown only together with this one."""
    lines = HelpLine.objects.in_use()
    found = lines.filter(shown_beside=line) | lines.filter(shown_with=line)
    return found.first()


def _country(
    code: str, served: Country | None, lines: Sequence[HelpLine], now: datetime
) -> KeptCountry:
    own = [line for line in lines if line.country == code]
    return KeptCountry(
        code=code,
        name=country_name(code) if code else _("Lists of many countries"),
        served=served,
        gaps=country_gaps(served, lines, now.date()) if served else (),
        advice=_advice(own) if served else (),
        lines=[_kept(line, now) for line in own],
    )


def _advice(own: Sequence[HelpLine]) -> list[str]:
    """What would be good to have, although nothing waits for it."""
    confirmed = [line for line in own if line.verified_on is not None]
    advice = []
    if not any(line.kind == LineKind.EMERGENCY for line in confirmed):
        advice.append(_("No emergency number is confirmed."))
    if not any(is_for_youth(line) for line in confirmed):
        advice.append(_("No line for children and young people is confirmed."))
    return advice


def _kept(line: HelpLine, now: datetime) -> KeptLine:
    age = age_of(line.verified_on, now.date())
    day = day_in_words(line.verified_on) if line.verified_on else ""
    words = {
        Age.UNCONFIRMED: _("Not confirmed"),
        Age.FRESH: _("Checked on %(day)s"),
        Age.DUE: _("Checked on %(day)s: check it again"),
        Age.OLD: _("Checked on %(day)s: too long ago, shown with its date"),
    }
    return KeptLine(
        as_shown(line, now=now, tells_now=True),
        age,
        words[age] % {"day": day} if day else words[age],
    )
