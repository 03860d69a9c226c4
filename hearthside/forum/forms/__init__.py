# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what people send to the forum. Whether it may be sent is for the rules."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hearthside.core.ids import number_in
from hearthside.forum.actions._letters import Message
from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.letter_reports import Showing
from hearthside.forum.models import Board, Meet, Note, Wanted
from hearthside.forum.queries.drafts import Begun
from hearthside.forum.rules.notes import NoteBox, Wishes, boxes_for, notes_sent
from hearthside.forum.rules.searching import LONGEST_NOTE, MOST_SOUGHT
from hearthside.forum.rules.wanted import hint_for
from hearthside.moderation.models import Concerning

_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """Return the one-time key of a fresh form."""
    return secrets.token_hex(16)


def sent_words(sent: Mapping[str, str], language: str) -> Words:
    """Read words from what a form sent, as `WordsForm` would, for the many that are right."""
    key, wished = sent.get("idempotency_key", ""), sent.get("language", "")
    said = Words.said(
        sent.get("text", ""),
        wished if wished in _LANGUAGES else language,
        key if _KEY.fullmatch(key) else new_key(),
        sent.get("begun", "")[:32],
    )
    said = said.about(notes_sent(sent))
    return said.without_a_name() if sent.get("unnamed") else said


class KeyedForm(forms.Form):
    """What goes with words in a form: their language, its one-time key, and its draft's mark."""

    use_required_attribute = False
    language = forms.ChoiceField(
        label=_("Language of these words"), choices=settings.LANGUAGES, required=False
    )
    idempotency_key = forms.RegexField(r"^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class WordsForm(KeyedForm):
    """Words to post."""

    text = forms.CharField(
        label=_("Your words"),
        strip=False,
        error_messages={"required": _("There are no words here yet. One is enough.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    unnamed = forms.BooleanField(
        label=_("Write without my name"),
        required=False,
        help_text=_("Others see a name made up for this conversation. Nobody here can tell who."),
    )

    @classmethod
    def with_begun(cls, begun: Begun) -> Self:
        """A fresh form with what its writer had begun."""
        return cls(
            initial={
                "text": begun.words,
                "begun": begun.form,
                "unnamed": begun.unnamed,
                "notes": begun.notes,
                "wanted": begun.wanted,
                "idempotency_key": new_key(),
                "language": get_language(),
            }
        )

    @property
    def notes(self) -> str:
        """The notes that are chosen in it now."""
        if self.is_bound:
            return notes_sent(self.data)
        return str(self.initial.get("notes", ""))

    @property
    def note_boxes(self) -> list[NoteBox]:
        """A box for each note, as chosen."""
        return boxes_for(self.notes)

    def words(self, language: str) -> Words:
        """Return what was sent; ``language`` stands in where none was chosen."""
        sent = self.cleaned_data
        key = sent["idempotency_key"] or new_key()
        said = Words.said(sent["text"], sent["language"] or language, key, sent["begun"])
        said = said.about(self.notes)
        return said.without_a_name() if sent["unnamed"] else said


class WantedField(forms.ChoiceField):
    """Which kind of answer somebody hopes for; most say nothing about it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What kind of answer would help?"),
            choices=[("", _("I leave it open")), *Wanted.choices],
            widget=forms.RadioSelect,
            required=False,
        )
        self.choice_hints = {kind: hint_for(kind) for kind in Wanted.values}


class WantedForm(forms.Form):
    """Another kind of answer for a conversation that has begun."""

    wanted = WantedField()


class WishesForm(forms.Form):
    """How a reader meets each note; what is not chosen is shown."""

    def __init__(self, *args: Any, wishes: Wishes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note in Note:
            self.fields[note.value] = forms.ChoiceField(
                label=note.label,
                choices=Meet.choices,
                required=False,
                initial=wishes.get(note.value, Meet.SHOW),
            )


class ThreadForm(WordsForm):
    """The first words of a conversation."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=140,
        help_text=_("Only if you like. Without one, your first words stand there."),
    )
    field_order = ["title", "text", "language"]
    wanted = WantedField()


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


class MessageForm(KeyedForm):
    """Words to one person."""

    text = forms.CharField(
        label=_("A few words, if you like"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def message(self) -> Message:
        """Return what was sent; who chose no language wrote in that of the page."""
        sent = self.cleaned_data
        key, language = sent["idempotency_key"] or new_key(), sent["language"] or get_language()
        return Message.said(sent["text"], key, sent["begun"], language or "")


class AskingForm(MessageForm):
    """A few words with an asking, if any, and whom it goes to, as who asks sees the name."""

    called = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class LetterForm(MessageForm):
    """A message to one person."""

    text = forms.CharField(
        label=_("Your message"),
        strip=False,
        error_messages={"required": _("There are no words here yet. One is enough.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class ShowingForm(forms.Form):
    """Which messages the stewards may read, what is wrong with them, and the consent to it."""

    concerning = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Concerning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes nearest.")},
    )
    text = forms.CharField(
        label=_("Is there more a steward should know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    consents = forms.BooleanField(
        label=_("The stewards may read the messages I chose"),
        error_messages={"required": _("The stewards only read this if you agree to it.")},
    )

    def showing(self, chosen: Iterable[str]) -> Showing:
        """Return what was said, with the numbers of the chosen messages."""
        said = self.cleaned_data
        numbers = frozenset(n for each in chosen if (n := number_in(each)) is not None)
        return Showing(numbers, Concerning(said["concerning"]), said["text"], said["consents"])


class SearchForm(forms.Form):
    """Words to look for."""

    use_required_attribute = False
    sought = forms.CharField(
        label=_("Words to look for"),
        max_length=MOST_SOUGHT,
        error_messages={"required": _("Type a word or two, and we look for them.")},
        widget=forms.TextInput(
            attrs={"type": "search", "dir": "auto", "autocomplete": "off", "enterkeyhint": "search"}
        ),
    )


class BookmarkForm(forms.Form):
    """A note to oneself beside words that helped."""

    note = forms.CharField(
        label=_("A note to yourself"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
