# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of a report and of a decision."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.moderation.actions.reports import Deciding, Reporting
from hearthside.moderation.models import Concerning, Decision
from hearthside.moderation.rules import MOST_CHARACTERS, says_why


class ReportForm(forms.Form):
    """What is wrong, and more in the reporter's own words."""

    concerning = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Concerning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes nearest.")},
    )
    text = forms.CharField(
        label=_("Is there more a steward should know?"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def reporting(self, kind: str, content_id: UUID) -> Reporting:
        """Return what was said, once the form is valid."""
        said = self.cleaned_data
        return Reporting(kind, content_id, Concerning(said["concerning"]), said["text"])


class DecisionForm(forms.Form):
    """What was decided, why, and a line for the person who reported."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you decide.")},
    )
    text = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "If you take the words down, the person who wrote them reads this. "
            "It never says who reported them."
        ),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer = forms.CharField(
        label=_("A line for the person who reported"),
        help_text=_("Please say nothing here about the other person."),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> None:
        """Words are never taken down without a reason."""
        super().clean()
        said = self.cleaned_data
        why = says_why(said.get("decision", ""), said.get("text", ""))
        if not why and "text" not in self.errors:
            self.add_error("text", str(why.reason))

    def deciding(self) -> Deciding:
        """Return what was decided, once the form is valid."""
        said = self.cleaned_data
        return Deciding(Decision(said["decision"]), said["text"], said["answer"])
