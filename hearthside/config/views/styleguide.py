# SPDX-License-Identifier: AGPL-3.0-or-later
"""The living style page: every component in every state, in made-up words."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Verdict
from hearthside.spaces.models import Role
from hearthside.spaces.rules.standing import Standing

FACES = tuple(f"example-{number}" for number in range(24))


class ExampleForm(forms.Form):
    """A question of each kind."""

    name = forms.CharField(
        label=_("Your name here"),
        help_text=_("Choose one that does not tell who you are."),
        max_length=40,
    )
    about = forms.CharField(label=_("A few words about you"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("es", "Español")]
    )
    code = forms.CharField(
        label=_("Code"), required=False, widget=forms.TextInput({"inputmode": "numeric", "size": 8})
    )
    text = forms.CharField(
        label=_("Your words"),
        help_text=_("One word is enough."),
        widget=forms.Textarea({"rows": 4}),
    )
    joining = forms.ChoiceField(
        label=_("How people come in"),
        choices=[("open", _("Anybody may join")), ("request", _("People ask first"))],
        widget=forms.RadioSelect,
        initial="open",
    )
    days = forms.MultipleChoiceField(
        label=_("Evenings that suit you"),
        choices=[("mon", _("Monday")), ("thu", _("Thursday"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    adult = forms.BooleanField(label=_("I am 18 or over"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they came
        hints = {
            "open": _("They choose a name, agree to the norms, and are in."),
            "request": _("A steward reads what they write and lets them in."),
        }
        self.fields["joining"].choice_hints = hints  # type: ignore[attr-defined]  # read by the tag field


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, inside the shell of a made-up space."""
    now = clock.now()
    request.space = SimpleNamespace(name="Riverside evenings", slug="styleguide")  # type: ignore[attr-defined]
    request.standing = Standing(  # type: ignore[attr-defined]
        membership_id=UUID(int=1),
        space_id=UUID(int=2),
        grants=frozenset({(Role.STEWARD, None)}),
        name="Wren",
        face=FACES[3],
        has_notices=True,
    )
    context = {
        "faces": FACES,
        "form": ExampleForm(auto_id="blank_%s"),
        "wrong": ExampleForm({"name": "", "joining": "", "text": ""}, auto_id="wrong_%s"),
        "moments": [now - timedelta(minutes=4), now - timedelta(hours=5), now - timedelta(days=80)],
        "refused": Verdict("closed", _("This board is resting. You can write again tomorrow.")),
        "codes": [f"{letter * 4}-{letter * 4}" for letter in "ACDEFHKM"],
    }
    return render(request, "styleguide.html", context)
