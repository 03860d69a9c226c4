# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people choose for the whole place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from hearthside.core.countries import COUNTRIES
from hearthside.people.hooks import help_countries, offered_languages
from hearthside.people.models import Appearance

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class LanguageForm(forms.Form):
    """Language, appearance and a discreet tab: for everybody, signed in or not."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    appearance = forms.ChoiceField(
        label=_("Light or dark"), choices=Appearance.choices, widget=forms.RadioSelect
    )
    discreet = forms.BooleanField(
        label=_("Discreet tab"),
        required=False,
        help_text=_("The tab says “Notes” on every page. What stands on the page stays as it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class ChoicesForm(LanguageForm):
    """What a person chooses for the whole place."""

    zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Times are shown as your clock has them."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Used for one thing: “Get help” then opens the page of your country."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices(self.initial.get("country", ""))  # type: ignore[attr-defined]
        self.fields["zone"].choices = [("", _("World time (UTC)")), *zone_choices()]  # type: ignore[attr-defined]


def language_choices() -> list[tuple[str, _StrOrPromise]]:
    """Return the languages that can be chosen, each in its own words."""
    answers = offered_languages.ask()
    codes: Iterable[str] = answers[0] if answers else dict(settings.LANGUAGES)
    named = [(code, str(get_language_info(code)["name_local"]).capitalize()) for code in codes]
    return [("", _("As my device is set")), *named]


def country_choices(chosen: str) -> list[tuple[str, _StrOrPromise]]:
    """Return the countries that have a help page, by name, and the one chosen before."""
    answers = help_countries.ask()
    codes = {*(answers[0] if answers else COUNTRIES), chosen} & COUNTRIES.keys()
    named = sorted((str(COUNTRIES[code]), code) for code in codes)
    return [("", _("No country")), *((code, name) for name, code in named)]


@lru_cache(maxsize=1)
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the time zones of the world, grouped by region."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        region, _slash, place = zone.partition("/")
        if place and region not in ("Etc", "SystemV", "US"):
            words = place.replace("_", " ").replace("/", ", ")
            regions.setdefault(region, []).append((zone, words))
    return list(regions.items())
