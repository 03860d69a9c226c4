# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of a report, of work on the desk, and of what people answer to it."""

from __future__ import annotations

import zlib
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.moderation.actions.decisions import Deciding
from hearthside.moderation.actions.keeping import Reading
from hearthside.moderation.actions.reports import Reporting
from hearthside.moderation.hooks import Span
from hearthside.moderation.models import (
    AppealDecision,
    Concerning,
    Covers,
    Decision,
    NoteKind,
    Reader,
)
from hearthside.moderation.rules.desk import MOST_CHARACTERS, NO_PART, says_why
from hearthside.moderation.rules.proposals import LONGEST_DAYS
from hearthside.moderation.rules.spans import parts_of, places_of


def _words(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MOST_CHARACTERS, widget=area, **more)


class ReportForm(forms.Form):
    """What is wrong, and more in the reporter's own words."""

    concerning = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Concerning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes nearest.")},
    )
    text = _words(_("Is there more a steward should know?"), 5, required=False)

    def reporting(self, kind: str, content_id: UUID) -> Reporting:
        """Return what was said, once the form is valid."""
        said = self.cleaned_data
        return Reporting(kind, content_id, Concerning(said["concerning"]), said["text"])


class DecisionForm(forms.Form):
    """What was decided, what to fold, why, and a line for the person who reported."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you decide.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("Which part is folded?"),
        help_text=_("Only where you decide to fold. The rest stays as it is."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exact = forms.CharField(
        label=_("Or only these words"),
        help_text=_("Copied from the text, exactly. They are folded wherever they stand."),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = _words(
        _("What you say to the person who wrote it"),
        5,
        required=False,
        help_text=_(
            "They read this with a copy of their words, unless the words stay as they are. Say "
            "why, without blame. Never say that anybody reported them, or who."
        ),
    )
    answer = _words(
        _("A line for the person who reported"),
        3,
        required=False,
        help_text=_("Please say nothing here about the other person."),
    )

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        parts = [(_part(start, end, source), source[start:end]) for start, end in parts_of(source)]
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]  # it is a choice field
        if not source:
            del self.fields["parts"], self.fields["exact"]

    def clean(self) -> None:
        """Nothing is done about words without a reason, and nothing folded without a part."""
        super().clean()
        said = self.cleaned_data
        why = says_why(said.get("decision", ""), said.get("text", "").strip())
        if not why and "text" not in self.errors:
            self.add_error("text", str(why.reason))
        exact = said.get("exact", "").strip()
        if said.get("decision") == Decision.FOLDED and (
            not self.spans() or (exact and not places_of(exact, self.source))
        ):
            self.add_error("parts" if "parts" in self.fields else None, str(NO_PART.reason))

    def spans(self) -> tuple[Span, ...]:
        """Return the parts that were chosen."""
        said = self.cleaned_data
        chosen = [part.split("-") for part in said.get("parts", [])]
        exact = places_of(said.get("exact", "").strip(), self.source)
        return (*((int(start), int(end)) for start, end, _words in chosen), *exact)

    def deciding(self) -> Deciding:
        """Return what was decided, once the form is valid."""
        said = self.cleaned_data
        return Deciding(Decision(said["decision"]), said["text"], said["answer"], self.spans())


def _part(start: int, end: int, source: str) -> str:
    """Name a part by its place and its words: another text at the same place is another part."""
    return f"{start}-{end}-{zlib.crc32(source[start:end].encode()):x}"


class AppealDecisionForm(forms.Form):
    """What becomes of a decision somebody appealed against, and why."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=AppealDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you decide.")},
    )
    text = _words(_("Your answer"), 5, help_text=_("They read this. Say what you saw, and why."))

    def decision_chosen(self) -> AppealDecision:
        """Return what was decided, once the form is valid."""
        return AppealDecision(self.cleaned_data["decision"])


class NoteForm(forms.Form):
    """A note on a file."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in NoteKind if kind != NoteKind.HANDOVER],
        widget=forms.HiddenInput,
    )
    text = _words(_("Note"), 3)


class HandoverForm(forms.Form):
    """What whoever goes on should know."""

    text = _words(_("What should whoever goes on know?"), 2, required=False)


class LookForm(forms.Form):
    """What another steward is asked."""

    text = _words(_("What would you like another steward to look at?"), 2)


class SeenForm(forms.Form):
    """What the second steward sees."""

    text = _words(_("What do you see?"), 3)


class AppealForm(forms.Form):
    """Why somebody thinks that a decision was not right."""

    text = _words(
        _("What should another steward know?"),
        6,
        help_text=_("In your own words, as long or short as you like."),
    )


class ProposalForm(forms.Form):
    """What is proposed, for how long, and the words to the person."""

    covers = forms.ChoiceField(label=_("What would rest?"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("For how many days"),
        help_text=_("It ends by itself. Not asked where a membership would end."),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=7,
        required=False,
    )
    text = _words(
        _("What you say to them"),
        5,
        help_text=_("They read these words. Say what happened, without blame."),
    )

    other = forms.CharField(
        label=_("Messages to whom?"),
        help_text=_("The name that person has here. Only where messages to one person would rest."),
        max_length=40,
        required=False,
    )

    field_order = ["covers", "other", "days", "text"]

    def __init__(self, *args: Any, offered: list[Covers], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Covers.CONTACT not in offered:
            del self.fields["other"]
        choices = [(each.value, each.label) for each in offered]
        self.fields["covers"].choices = choices  # type: ignore[attr-defined]  # a choice field


class OutsidePersonForm(forms.Form):
    """Who outside the team takes complaints."""

    name = forms.CharField(label=_("Their name, or the name of their office"), max_length=120)
    reach = forms.CharField(
        label=_("How to reach them"),
        help_text=_("An e-mail address, a telephone number or a place. All members see it."),
        max_length=300,
    )


class LettersReadForm(forms.Form):
    """Who read the letters of a language over, and as whom."""

    read_as = forms.ChoiceField(
        label=_("How did they read it?"), choices=Reader.choices, widget=forms.RadioSelect
    )
    reviewed_by = forms.CharField(
        label=_("Who read it"),
        max_length=120,
        help_text=_("A name or a role; only keepers see it."),
    )

    def reading(self, language: str) -> Reading:
        """Return who read it, once the form is valid."""
        said = self.cleaned_data
        return Reading(language, Reader(said["read_as"]), said["reviewed_by"])
