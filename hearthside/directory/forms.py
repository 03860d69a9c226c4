# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what keepers write about help lines and set-up."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.core.countries import COUNTRIES
from hearthside.directory.models import Audience, Checked, HelpLine, LineKind
from hearthside.directory.rules.lines import LineFacts, may_stand

_FIELD_OF = {
    "no-way": "dial",
    "no-text-number": "text_number",
    "no-such-country": "country",
    "no-country": "country",
    "number-needs-source": "source",
    "bad-hours": "hours",
    "no-zone": "zone",
}
"""Under which question a rule's answer stands."""


class LineForm(forms.Form):
    """All that can be written about a line."""

    name = forms.CharField(label=_("Name of the line"), max_length=120)
    kind = forms.ChoiceField(label=_("What it is for"), choices=LineKind.choices)
    country = forms.ChoiceField(label=_("Country"), required=False)
    audience = forms.ChoiceField(label=_("Whom it is for"), choices=Audience.choices)
    for_whom = forms.CharField(
        label=_("For whom, in words"),
        required=False,
        max_length=160,
        help_text=_("For example: veterans; people under 25."),
    )
    languages = forms.RegexField(
        label=_("Languages"),
        required=False,
        max_length=80,
        regex=r"^[a-z]{2,3}(-[a-z]{2,8})?( [a-z]{2,3}(-[a-z]{2,8})?)*$",
        error_messages={"invalid": _("Write short codes with spaces between, like this: en es")},
        help_text=_("Short codes with spaces between: en es"),
    )
    dial = forms.CharField(
        label=_("Number to call"),
        required=False,
        max_length=30,
        help_text=_("Just as it is dialled in that country: 988, or 116 123. No country code."),
    )
    text_number = forms.CharField(label=_("Number to text"), required=False, max_length=30)
    text_keyword = forms.CharField(
        label=_("First word of the text"),
        required=False,
        max_length=20,
        help_text=_("Only if the line asks for one."),
    )
    chat_url = forms.URLField(
        label=_("Address of the chat"), required=False, max_length=300, assume_scheme="https"
    )
    url = forms.URLField(label=_("Website"), required=False, max_length=300, assume_scheme="https")
    hours = forms.CharField(
        label=_("When it answers"),
        required=False,
        max_length=300,
        help_text=_(
            "24/7, or days and times: mon-fri 10:00-22:00; sat 12:00-18:00. "
            "Leave it empty if you do not know."
        ),
    )
    zone = forms.ChoiceField(label=_("Whose clock that is"), required=False)
    notes = forms.CharField(label=_("What else somebody must know"), required=False, max_length=400)
    source = forms.CharField(
        label=_("Where this is published"),
        required=False,
        max_length=400,
        help_text=_("The page or paper you took it from."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
        self.fields["country"].choices = [("", _("Many countries")), *country_choices()]  # type: ignore[attr-defined]
        self.fields["zone"].choices = [("", _("It is open day and night")), *zones]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask the rule, and put its answer under the question it is about."""
        if not self.errors and not (verdict := may_stand(self.facts)):
            self.add_error(_FIELD_OF.get(verdict.code), str(verdict.reason))
        return self.cleaned_data

    @property
    def facts(self) -> LineFacts:
        """What was written, as the domain takes it."""
        return LineFacts(**self.cleaned_data)


class CheckForm(forms.Form):
    """How somebody made sure of a line."""

    on = forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}))
    by = forms.CharField(
        label=_("Who checked it"),
        max_length=80,
        help_text=_("A name or a role. Only keepers see it."),
    )
    how = forms.ChoiceField(label=_("How"), choices=Checked.choices, widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    """Why a line is taken out."""

    because = forms.CharField(label=_("Why it is taken out"), max_length=300)


class PairForm(forms.Form):
    """Which line is shown only together with this one."""

    other = forms.TypedChoiceField(
        label=_("Shown only together with"),
        required=False,
        empty_value=None,
        help_text=_("For lines that belong together, such as one for adults and one for youth."),
    )

    def __init__(self, *args: Any, partners: list[HelpLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No other line")), *((str(one.id), one.name) for one in partners)]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]


class CountryForm(forms.Form):
    """A country that this place serves."""

    code = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]


class LookedForm(forms.Form):
    """That no second way of contact was found."""

    on = forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}))
    by = forms.CharField(label=_("Who looked"), max_length=80)
    where = forms.CharField(label=_("Where you looked"), max_length=300)


class ReviewForm(forms.Form):
    """Who read the crisis text of a language."""

    reviewed_by = forms.CharField(
        label=_("Who read it"),
        max_length=120,
        help_text=_(
            "Best somebody who speaks the language from home and knows such times, from work "
            "or from life. A name or a role; only keepers see it."
        ),
    )
    is_good = forms.BooleanField(
        label=_("Every sentence is right in this language, and kind."),
    )


class FinishForm(forms.Form):
    """Who ends set-up."""

    finished_by = forms.CharField(
        label=_("Who opens this place"),
        max_length=80,
        help_text=_("A name or a role. Only keepers see it."),
    )


def country_choices() -> list[tuple[str, str]]:
    """Return every country by its name in the active language."""
    return sorted(((code, str(name)) for code, name in COUNTRIES.items()), key=lambda c: c[1])
