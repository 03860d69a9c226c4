# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody chooses when they leave."""

from __future__ import annotations

from enum import StrEnum

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.privacy.hooks import Leave


class When(StrEnum):
    """When an account closes."""

    IN_SOME_DAYS = "in-some-days"
    """Until then its person can change their mind."""
    AT_ONCE = "at-once"


class LeavingForm(forms.Form):
    """What stays, when, and the password once more."""

    how = forms.ChoiceField(
        label=_("What shall become of your words?"),
        choices=[
            (Leave.KEEP_WORDS.value, _("They stay, without my name and face")),
            (Leave.ERASE_ALL.value, _("They go with me")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (When.IN_SOME_DAYS.value, _("In seven days")),
            (When.AT_ONCE.value, _("Now")),
        ],
        widget=forms.RadioSelect,
        initial=When.IN_SOME_DAYS.value,
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on unchanged
        self.fields["when"].choice_hints = {  # type: ignore[attr-defined]  # read by the tag `field`
            When.IN_SOME_DAYS.value: _(
                "Until then everything stays as it is. Sign in again if you want to keep it."
            ),
            When.AT_ONCE.value: _("There is no way back, and nobody can bring it back for you."),
        }
        self.fields["how"].choice_hints = {  # type: ignore[attr-defined]  # read by the tag `field`
            Leave.KEEP_WORDS.value: _(
                "For the people they helped. Nobody can tell any more who wrote them."
            ),
            Leave.ERASE_ALL.value: _(
                "What you wrote disappears everywhere. What others answered stays theirs."
            ),
        }
