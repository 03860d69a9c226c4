# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what people send to the forum. Whether it may be sent is for the rules."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hearthside.forum.actions._steps import Words
from hearthside.forum.models import Board

_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """Return the one-time key of a fresh form."""
    return secrets.token_hex(16)


def sent_words(sent: Mapping[str, str], language: str) -> Words:
    """Read words from what a form sent, as `WordsForm` would, for the many that are right."""
    key, wished = sent.get("idempotency_key", ""), sent.get("language", "")
    return Words.said(
        sent.get("text", ""),
        wished if wished in _LANGUAGES else language,
        key if _KEY.fullmatch(key) else new_key(),
        sent.get("begun", "")[:32],
    )


class WordsForm(forms.Form):
    """Words to post: the text, its language, and the form's one-time key."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your words"),
        strip=False,
        error_messages={"required": _("There are no words here yet. One is enough.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language of these words"), choices=settings.LANGUAGES, required=False
    )
    idempotency_key = forms.RegexField(r"^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def words(self, language: str) -> Words:
        """Return what was sent; ``language`` stands in where none was chosen."""
        sent = self.cleaned_data
        key = sent["idempotency_key"] or new_key()
        return Words.said(sent["text"], sent["language"] or language, key, sent["begun"])


class ThreadForm(WordsForm):
    """The first words of a conversation."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=140,
        help_text=_("Only if you like. Without one, your first words stand there."),
    )
    field_order = ["title", "text", "language"]


class TitleForm(forms.Form):
    """Another title for a conversation."""

    title = forms.CharField(label=_("Title"), required=False, max_length=140)


class ReasonForm(forms.Form):
    """Why something is closed; those concerned can read it."""

    reason = forms.CharField(
        label=_("Why, in a few kind words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(forms.Form):
    """Which board a conversation goes to."""

    board = forms.ModelChoiceField(label=_("Board"), queryset=Board.objects.none())


class BoardForm(forms.Form):
    """What a board is called and what it is for."""

    name = forms.CharField(label=_("Name of the board"), max_length=60)
    purpose = forms.CharField(label=_("What it is for"), required=False, max_length=300)
