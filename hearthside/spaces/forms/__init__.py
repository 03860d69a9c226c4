# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what people send to spaces. Whether it may be is for the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hearthside.people.models import sign_in_form
from hearthside.people.rules import looks_identifying
from hearthside.privacy.hooks import Leave
from hearthside.spaces.models import Distance, Joining, Kind, Role, new_face
from hearthside.spaces.rules.names import LONGEST_NAME, may_be_called, name_key, tidy_name

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def long_words(
    label: _StrOrPromise, *, longest: int, rows: int = 4, **more: Any
) -> forms.CharField:
    """A field for several lines, in whatever direction they are written."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=longest, widget=area, **more)


@dataclass(frozen=True, slots=True)
class OtherNames:
    """The other names of one account, which a new one had better not repeat."""

    sign_in_name: str = ""
    elsewhere: Sequence[str] = ()


class NameForm(forms.Form):
    """The name somebody carries in one space. Never filled in for them."""

    name = forms.CharField(
        label=_("Your name in this space"),
        max_length=LONGEST_NAME,
        help_text=_("Anything you like to be called. Members see it; nobody sees your account."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "size": 28}),
    )
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: OtherNames | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others or OtherNames()

    def clean_name(self) -> str:
        """One line, one that others can read."""
        name = tidy_name(self.cleaned_data["name"])
        if not (verdict := may_be_called(name)):
            raise ValidationError(str(verdict.reason), code=verdict.code)
        return name

    def warnings(self) -> list[_StrOrPromise]:
        """What the name might give away, once: who sends it again has decided."""
        name = self.cleaned_data.get("name", "") if self.is_bound and self.is_valid() else ""
        if not name or self.cleaned_data["warned"] == name:
            return []
        found: list[_StrOrPromise] = []
        if looks_identifying(name):
            found.append(_("It looks like a real name or a way to reach you."))
        if sign_in_form(name) == self.others.sign_in_name:
            found.append(_("It is the name you sign in with."))
        if name_key(name) in map(name_key, self.others.elsewhere):
            found.append(_("You use it in another space, so somebody who is in both may know you."))
        return found


_UNTICKED = {"required": _("Please read this, and tick the box if you agree.")}


class AgreementForm(forms.Form):
    """Agreeing to the words of a space, in the version that was shown."""

    norms = forms.BooleanField(
        label=_("I agree to how we are with each other here"), error_messages=_UNTICKED
    )
    limits = forms.BooleanField(
        label=_("I have read what can and cannot stay private"), error_messages=_UNTICKED
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class JoiningForm(NameForm, AgreementForm):
    """A name, a face, and having read."""

    face = forms.CharField(required=False, widget=forms.HiddenInput)

    def shown_face(self) -> str:
        """The face on the page: the one that was sent, or one drawn now."""
        face = str(self["face"].value() or "")
        return face if re.fullmatch(r"[0-9a-f]{16}", face) else new_face()

    def clean_face(self) -> str:
        """A seed that can be drawn from; anything else becomes one."""
        return self.shown_face()


class AskingForm(JoiningForm):
    """The same, with words for the stewards."""

    words = long_words(
        _("A few words for the stewards"),
        longest=1000,
        required=False,
        help_text=_("What brings you here, if you like to say. Only the stewards read it."),
    )


class WordsForm(forms.Form):
    """Words from one person to another, on a request to join."""

    words = long_words(_("Your words"), longest=1000, required=False)


class LeavingForm(forms.Form):
    """What stays when somebody leaves."""

    leave = forms.ChoiceField(
        label=_("What you wrote here"),
        choices=[
            (Leave.KEEP_WORDS, _("My words stay, without my name and face")),
            (Leave.ERASE_ALL, _("My words go with me")),
        ],
        widget=forms.RadioSelect,
    )


class DistanceForm(forms.Form):
    """How far to keep somebody away; empty for not at all."""

    distance = forms.ChoiceField(choices=Distance.choices, required=False)


class FindForm(forms.Form):
    """Part of a name."""

    name = forms.CharField(
        label=_("Find somebody by name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "type": "search"}),
    )

    def key(self) -> str:
        """The part in the form in which names are compared; empty for everybody."""
        return name_key(self.cleaned_data["name"]) if self.is_valid() else ""


class ReasonForm(forms.Form):
    """Why somebody is let back in; they read it."""

    reason = long_words(
        _("Why"),
        longest=2000,
        help_text=_("They read these words. Say what happened, without blame."),
    )


class GrantForm(forms.Form):
    """A role, and the last day of it."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.GREETER)
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty for a role without an end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def ends_at(self) -> datetime | None:
        """The instant at which the last day is over, where the reader is."""
        until = self.cleaned_data["until"]
        if until is None:
            return None
        return timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))


class OfferForm(forms.Form):
    """How many people a link lets in, and for how long."""

    uses = forms.IntegerField(
        label=_("How many people it lets in"), min_value=1, max_value=500, initial=1
    )
    days = forms.TypedChoiceField(
        label=_("How long it is open"),
        coerce=int,
        initial=7,
        choices=[(1, _("A day")), (7, _("A week")), (30, _("30 days")), (90, _("90 days"))],
    )


class SpaceForm(forms.Form):
    """What a space says of itself, and how people come in."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("What kind of community it is"), choices=Kind.choices)
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    purpose = long_words(_("What this space is for"), longest=2000)
    is_not = long_words(
        _("What it is not"),
        longest=2000,
        help_text=_("For example: not a clinic, and not a place for emergencies."),
    )
    norms = long_words(_("How we are with each other"), longest=6000, rows=8)
    limits = long_words(
        _("What can and cannot stay private"),
        longest=6000,
        rows=8,
        help_text=_(
            "Say in plain words when something has to be passed on: danger to somebody, harm to "
            "a child or to an adult who cannot protect themselves, an order by a court. Say too "
            "that nobody can promise for all other members."
        ),
    )
    joining = forms.ChoiceField(
        label=_("How people come in"), choices=Joining.choices, widget=forms.RadioSelect
    )
    listed = forms.BooleanField(
        label=_("Show this space on the first page"),
        required=False,
        help_text=_(
            "Anybody can then read what it is for, its norms and limits, and how to join. "
            "Never who is in it or how many."
        ),
    )


class NewSpaceForm(SpaceForm):
    """The same, with the address, which stays."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens. It cannot be changed later."),
    )
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["slug"]).lower()


class OrganisationForm(forms.Form):
    """What an organisation is called."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)


class KeeperForm(forms.Form):
    """What other keepers call somebody."""

    name = forms.CharField(
        label=_("What other keepers call you"),
        max_length=LONGEST_NAME,
        help_text=_("Only keepers read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
