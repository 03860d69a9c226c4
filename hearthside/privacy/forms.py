# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody chooses when they leave."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.privacy.hooks import Leave


class LeavingForm(forms.Form):
    """What stays, and the password once more."""

    how = forms.ChoiceField(
        label=_("What shall become of your words?"),
        choices=[
            (Leave.KEEP_WORDS.value, _("They stay, without my name and face")),
            (Leave.ERASE_ALL.value, _("They go with me")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on unchanged
        self.fields["how"].choice_hints = {  # type: ignore[attr-defined]  # read by the tag `field`
            Leave.KEEP_WORDS.value: _(
                "For the people they helped. Nobody can tell any more who wrote them."
            ),
            Leave.ERASE_ALL.value: _(
                "What you wrote disappears everywhere. What others answered stays theirs."
            ),
        }
