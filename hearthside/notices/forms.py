# SPDX-License-Identifier: AGPL-3.0-or-later
"""How somebody wants to be reached, as they say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.notices.models import DigestPace, Pace, Reaching

_HOURS = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]


class ReachingForm(forms.Form):
    """Every wish of somebody; the names of the fields are those of `Reaching`."""

    mail_answers = forms.ChoiceField(
        label=_("When somebody answers you"),
        choices=Pace.choices,
        help_text=_("In conversations you follow or began, or in a message to you."),
    )
    mail_waiting = forms.ChoiceField(
        label=_("When something waits for you"),
        choices=Pace.choices,
        help_text=_("For those who look after others: somebody asks to be let in, a report waits."),
    )
    mail_role = forms.ChoiceField(
        label=_("When something changes for you"),
        choices=Pace.choices,
        help_text=_("You were let in, a role was given or ended, words were taken out of sight."),
    )
    mail_belonging = forms.ChoiceField(
        label=_("A round-up of your spaces"),
        choices=DigestPace.choices,
        help_text=_("Who answered you, who might be glad of a word from you, what comes next."),
    )
    push_answers = forms.BooleanField(label=_("When somebody answers you"), required=False)
    push_waiting = forms.BooleanField(label=_("When something waits for you"), required=False)
    push_role = forms.BooleanField(label=_("When something changes for you"), required=False)
    names_space = forms.BooleanField(
        label=_("Say which space it is"),
        required=False,
        help_text=_(
            "Otherwise every mail is called “A message for you”, comes from “Notes”, and says "
            "only that something is new."
        ),
    )
    names_conversations = forms.BooleanField(
        label=_("In the round-up: say what conversations are called"),
        required=False,
        help_text=_("Only where it says which space it is."),
    )
    quiet_from = forms.TypedChoiceField(
        label=_("Quiet from"), choices=_HOURS, coerce=time.fromisoformat
    )
    quiet_until = forms.TypedChoiceField(
        label=_("Quiet until"),
        choices=_HOURS,
        coerce=time.fromisoformat,
        help_text=_("The same time twice means: no quiet hours."),
    )

    def __init__(
        self, typed: Mapping[str, Any] | None, *, reaching: Reaching, with_push: bool
    ) -> None:
        kept = {name: getattr(reaching, name) for name in self.base_fields}
        for name in ("quiet_from", "quiet_until"):
            kept[name] = f"{kept[name]:%H:%M}"
        super().__init__(typed, initial=kept)
        if not with_push:  # what is not asked stays as it is
            for name in [name for name in self.fields if name.startswith("push_")]:
                del self.fields[name]
