# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be done before this place opens, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from hearthside.core.countries import country_name
from hearthside.directory.models import Audience, Country, HelpLine, LineKind
from hearthside.directory.rules.lines import Age, age_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

CRISIS_TEXT_VERSION: Final = 1
"""Raised whenever the meaning of the words on the help pages changes: each language is then
read over again before it is offered. A test holds the words to the version."""

MODES_NEEDED: Final = 2


class Mode(StrEnum):
    """A way to reach a person."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is still to do, with the page where it is done."""

    code: str
    words: _StrOrPromise
    url_name: str
    about: str = ""

    def __str__(self) -> str:
        return str(self.words)


def modes_of(lines: Iterable[HelpLine]) -> frozenset[Mode]:
    """Return the ways in which these lines reach a person."""
    return frozenset(
        mode
        for line in lines
        for mode, way in (
            (Mode.CALL, line.dial),
            (Mode.TEXT, line.text_number),
            (Mode.CHAT, line.chat_url),
        )
        if way
    )


def counts_for_gate(line: HelpLine, today: date) -> bool:
    """Whether a line counts towards opening: a crisis line, confirmed, not out of date."""
    return (
        line.kind == LineKind.CRISIS
        and line.audience in (Audience.EVERYBODY, Audience.ADULTS)
        and line.withdrawn_at is None
        and age_of(line.verified_on, today) in (Age.FRESH, Age.DUE)
    )


def country_gaps(country: Country, lines: Sequence[HelpLine], today: date) -> list[Gap]:
    """What one country lacks: a confirmed crisis line, reachable in two ways.

    Where no second way exists, a keeper writes down that they looked, and a confirmed
    list of lines in many countries stands in for it.
    """
    name = country_name(country.code)
    own = [one for one in lines if one.country == country.code and counts_for_gate(one, today)]
    modes = modes_of(own)
    if not modes:
        words = _("%(country)s: confirm at least one crisis line.") % {"country": name}
        return [Gap("no-confirmed-line", words, "directory:lines", country.code)]
    if len(modes) >= MODES_NEEDED:
        return []
    if country.looked_on is None:
        words = _(
            "%(country)s: confirm a second way of contact (call, text or chat), "
            "or write down that you looked and found none."
        ) % {"country": name}
        return [Gap("one-way-only", words, "directory:countries", country.code)]
    if not any(_stands_in(line, today) for line in lines):
        words = _(
            "%(country)s: confirm the list of lines in many countries, which stands in "
            "for the second way of contact."
        ) % {"country": name}
        return [Gap("nothing-stands-in", words, "directory:lines", country.code)]
    return []


def text_gap(language: str, name: str) -> Gap:
    """Somebody must read the crisis text of a language before people meet it."""
    words = _("%(language)s: read the words people meet in a crisis, and say who did.")
    return Gap("text-not-reviewed", words % {"language": name}, "directory:texts", language)


def _stands_in(line: HelpLine, today: date) -> bool:
    return (
        line.kind == LineKind.DIRECTORY
        and not line.country
        and line.withdrawn_at is None
        and age_of(line.verified_on, today) in (Age.FRESH, Age.DUE)
    )
