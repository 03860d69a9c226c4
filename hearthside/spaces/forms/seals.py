# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of a wish to open a seal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.spaces.forms import long_words


class SealForm(forms.Form):
    """Why a seal has to be opened."""

    reason = long_words(
        _("What makes it necessary"),
        longest=2000,
        help_text=_("The second person reads it before, and the person it is about afterwards."),
    )


class KeeperSealForm(SealForm):
    """The same, with the address of the page it is about."""

    address = forms.CharField(label=_("Address of the page of that voice"), max_length=300)
    field_order = ["address", "reason"]
