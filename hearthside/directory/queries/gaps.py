# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is missing before this place opens, in words, for keepers and for the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.directory.models import Country, HelpLine, SetUp, TextReview
from hearthside.directory.queries.lines import is_demo
from hearthside.directory.rules.gates import CRISIS_TEXT_VERSION, Gap, country_gaps, text_gap


@dataclass(frozen=True, slots=True)
class LanguageReview:
    """One language of the product, and who read its crisis text here."""

    code: str
    name: str
    review: TextReview | None
    is_source: bool


def setup_gaps(now: datetime | None = None) -> list[Gap]:
    """What stands between this place and its opening; empty when nothing does.

    Each gap is words for the keeper; ``str(gap)`` is a line for `hearthside doctor`.
    """
    today = (now or clock.now()).date()
    countries = list(Country.objects.order_by("code"))
    lines = list(HelpLine.objects.in_use())
    gaps = [gap for country in countries for gap in country_gaps(country, lines, today)]
    if not countries:
        words = _("Choose at least one country that this place serves.")
        gaps.append(Gap("no-country", words, "directory:countries"))
    if settings.LANGUAGE_CODE not in reviewed_languages():
        code = settings.LANGUAGE_CODE
        gaps.append(text_gap(code, language_name(code)))
    return gaps


@dataclass(frozen=True, slots=True)
class Step:
    """One step of set-up: where it is done, and what it still lacks."""

    title: str
    words: str
    url_name: str
    gaps: tuple[Gap, ...]

    @property
    def is_done(self) -> bool:
        return not self.gaps


@dataclass(frozen=True, slots=True)
class SetUpState:
    """The steps of set-up in their order, and whether it was finished."""

    steps: tuple[Step, ...]
    finished: SetUp | None

    @property
    def is_ready(self) -> bool:
        return all(step.is_done for step in self.steps)


def setup_state(now: datetime) -> SetUpState:
    """Return set-up as its keepers see it."""
    by_page: dict[str, list[Gap]] = {}
    for gap in setup_gaps(now):
        page = gap.url_name if gap.code in ("no-country", "text-not-reviewed") else "lines"
        by_page.setdefault(page, []).append(gap)
        if gap.code == "no-country":  # lines are confirmed for a country, so they wait for it
            first = Gap(gap.code, _("First choose your countries."), gap.url_name)
            by_page.setdefault("lines", []).append(first)
    steps = (
        (
            "directory:countries",
            _("Choose your countries"),
            _("Where do the people live who will come here?"),
        ),
        (
            "lines",
            _("Make sure of the help lines"),
            _("Call or text each line once, or ask the people who run it. In every country "
              "people need a line they can reach in two ways."),
        ),
        (
            "directory:texts",
            _("Read the words people meet in a crisis"),
            _("Somebody who knows the language reads them slowly, as if they were for them."),
        ),
    )  # fmt: skip
    return SetUpState(
        steps=tuple(
            Step(
                title,
                words,
                page if ":" in page else "directory:lines",
                tuple(by_page.get(page, ())),
            )
            for page, title, words in steps
        ),
        finished=SetUp.objects.order_by("only").first(),
    )


def is_set_up() -> bool:
    """Whether set-up has been finished here."""
    return SetUp.objects.exists()


def may_open(gaps: list[Gap]) -> Verdict:
    """Whether set-up may be finished: only when nothing is missing."""
    if gaps:
        return Verdict("not-ready", _("Something is still missing. The list below says what."))
    return ALLOWED


def may_join_here() -> Verdict:
    """Whether new people may join: once set-up is finished, and always in a demonstration."""
    if is_demo() or is_set_up():
        return ALLOWED
    return Verdict(
        "not-open-yet",
        _(
            "This place is still being made ready. You can come back in a few days; the help "
            "page is open now."
        ),
    )


def reviewed_languages() -> frozenset[str]:
    """Languages whose crisis text, as it stands now, somebody here has read."""
    reviews = TextReview.objects.filter(version=CRISIS_TEXT_VERSION)
    return frozenset(reviews.values_list("language", flat=True))


def languages_with_help() -> tuple[str, ...]:
    """Languages that may be offered: the source, and those reviewed (all in a demonstration)."""
    codes = tuple(code for code, _name in settings.LANGUAGES)
    if is_demo():
        return codes
    reviewed = reviewed_languages()
    return tuple(code for code in codes if code == settings.LANGUAGE_CODE or code in reviewed)


def language_reviews() -> list[LanguageReview]:
    """Every language of the product with its review, the source language first."""
    found = TextReview.objects.filter(version=CRISIS_TEXT_VERSION).order_by("language", "id")
    reviews = {review.language: review for review in found}
    return [
        LanguageReview(code, language_name(code), reviews.get(code), code == settings.LANGUAGE_CODE)
        for code, _name in settings.LANGUAGES
    ]


def language_name(code: str) -> str:
    """Return a language's name in the active language."""
    return str(get_language_info(code)["name_translated"])
