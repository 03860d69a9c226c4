# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people type to come in: a name, a password, a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hearthside.people.models import sign_in_form
from hearthside.people.queries import name_is_taken
from hearthside.people.rules import looks_identifying, may_take_name

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

NAME_LENGTH = 60
PASSWORD_HINT = _(
    "At least 8 signs. Three or four words that only you would put together are good."
)


def name_field(**kwargs: Any) -> forms.CharField:
    """Return the field for a sign-in name; the browser may remember it."""
    attributes = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=_("Sign-in name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attributes),
        **kwargs,
    )


def password_field(label: _StrOrPromise, *, new: bool) -> forms.CharField:
    """Return the field for a password; what was typed comes back when something else was wrong."""
    attributes = {"autocomplete": "new-password" if new else "current-password"}
    return forms.CharField(
        label=label,
        strip=False,
        max_length=1000,
        help_text=PASSWORD_HINT if new else "",
        widget=forms.PasswordInput(attributes, render_value=new),
        validators=[validate_password] if new else [],
    )


class NewPasswordForm(forms.Form):
    """A form with a password that its writer may read, without scripting too."""

    def show_password(self) -> None:
        """Let somebody read what they type."""
        self.fields["password"].widget.input_type = "text"


class JoinForm(NewPasswordForm):
    """A name, a password, and "I am 18 or over". Nothing else is asked of anybody."""

    sign_in_name = name_field(
        help_text=_(
            "Make one up. Nobody else ever sees it: in each space you choose another name."
        ),
    )
    password = password_field(_("Password"), new=True)
    adult = forms.BooleanField(
        label=_("I am 18 or over"),
        error_messages={
            "required": _(
                "This place is for people who are 18 or over. If you are younger, there are "
                "people for you too: see “I am under 18” below."
            )
        },
    )
    warned = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_sign_in_name(self) -> str:
        """Refuse only what cannot be told apart from somebody else's name."""
        name = str(self.cleaned_data["sign_in_name"])
        kept = sign_in_form(name)
        if not kept or len(kept) > NAME_LENGTH:
            raise ValidationError(_("Please choose another name."), code="name-unfit")
        verdict = may_take_name(taken=name_is_taken(name))
        if not verdict:
            raise ValidationError(verdict.reason, code=verdict.code)
        return name

    @property
    def needs_a_word(self) -> bool:
        """Whether to say, once, that the name may give somebody away."""
        name = self.cleaned_data.get("sign_in_name", "")
        return looks_identifying(name) and not self.cleaned_data.get("warned")


class RecoverForm(NewPasswordForm):
    """A name, a recovery code, and the password from now on."""

    sign_in_name = name_field()
    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=40,
        help_text=_("Capitals, gaps and dashes do not matter."),
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-kind": "code",
                "size": "20",
            }
        ),
    )
    password = password_field(_("New password"), new=True)
    take_off = forms.BooleanField(
        label=_("I no longer have my authenticator app or my passkeys: take them off"),
        required=False,
    )


class PasswordForm(forms.Form):
    """The password once more."""

    password = password_field(_("Your password"), new=False)
