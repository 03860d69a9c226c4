# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what people send about who answers, and within how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.forum.models import Level, WaitKind
from hearthside.forum.rules.clock import BOUNDS

PROMISED: Final = {
    "ordinary": (WaitKind.CONVERSATION, Level.ORDINARY),
    "amber": (WaitKind.CONVERSATION, Level.AMBER),
    "question": (WaitKind.QUESTION, Level.ORDINARY),
}
"""What each field of `PromiseForm` promises."""


class OfferForm(forms.Form):
    """What somebody is glad to answer about."""

    words = forms.MultipleChoiceField(
        label=_("What you are glad to answer about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        assert isinstance(words, forms.MultipleChoiceField)
        # An empty value is no choice to a form, so "anything" has a word of its own in it.
        words.choices = [(value or "anything", label) for value, label in choices.items()]

    def chosen(self) -> set[str]:
        """The words as they are kept."""
        return {"" if word == "anything" else word for word in self.cleaned_data["words"]}


class PromiseForm(forms.Form):
    """Within how many minutes a space means to answer."""

    ordinary = forms.IntegerField(label=_("As usual"))
    amber = forms.IntegerField(label=_("When somebody is needed soon"))
    question = forms.IntegerField(label=_("A question inside a conversation"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (_kind, level) in PROMISED.items():
            least, most = BOUNDS[level]
            field = self.fields[name]
            field.help_text = gettext("In minutes: from %(least)d to %(most)d.") % {
                "least": least,
                "most": most,
            }
            field.validators += [MinValueValidator(least), MaxValueValidator(most)]


class OwnWordForm(forms.Form):
    """A word about experience, added by a space."""

    name = forms.CharField(label=_("A word of your own"), max_length=40)
