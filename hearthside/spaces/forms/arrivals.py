# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what newcomers and greeters send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.spaces.forms import long_words
from hearthside.spaces.rules.welcome import LONGEST_GREETING, LONGEST_REASON


class BringsForm(forms.Form):
    """What brings somebody here."""

    words = long_words(_("What brings you here?"), longest=LONGEST_REASON, required=False)


class GreetingForm(forms.Form):
    """Words to somebody new."""

    use_required_attribute = False
    words = long_words(
        _("Your greeting"),
        longest=LONGEST_GREETING,
        error_messages={"required": _("There are no words here yet. One is enough.")},
    )
