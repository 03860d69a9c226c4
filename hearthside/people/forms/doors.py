# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms that allauth's pages use, in our words and with our laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.people.forms.joining import PASSWORD_HINT
from hearthside.people.models import Person, sign_in_form

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def _say(form: forms.Form, field: str, label: _StrOrPromise, hint: _StrOrPromise = "") -> None:
    """Give a field our label and hint; placeholders vanish as soon as somebody types."""
    form.fields[field].label = label
    form.fields[field].help_text = hint
    form.fields[field].widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """A name and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("Sign-in name"))
        _say(self, "password", _("Password"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        """Compare, and count tries, by the name as it is stored."""
        return sign_in_form(self.cleaned_data["login"])


class ProofForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, for allauth's pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Your password"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """The password as it is, and as it shall be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self, "oldpassword", _("Password now"))
        _say(self, "password1", _("New password"), PASSWORD_HINT)


class AskByMailForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Where to send a code. Only a confirmed address gets one."""

    users: list[Person]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("Your e-mail address"))

    def clean_email(self) -> str:
        """Forget accounts that never confirmed this address: it may be a stranger's."""
        email = str(super().clean_email())
        self.users = [
            user
            for user in self.users
            if EmailAddress.objects.filter(user=user, email=email, verified=True).exists()
        ]
        return email


class MailCodeForm(account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code from the mail"))


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The password from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self, "password1", _("New password"), PASSWORD_HINT)


class EmailForm(account.AddEmailForm):  # type: ignore[misc]
    """An address to send a code to, should password and recovery codes be lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("E-mail address"), _("Nobody else ever sees it."))


class AuthenticatorCodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """The six digits, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code from your authenticator app"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "size": "8"}


class AuthenticatorProofForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """The six digits, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code from your authenticator app"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "size": "8"}


class ActivateAuthenticatorForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first six digits, to see that the app and this place agree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code that the app shows now"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "size": "8"}


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name for the new passkey, for its owner only. It always works without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("A name for it"), _("So that you know it again: “my telephone”."))
        self.fields["name"].initial = ""
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial |= {"name": "", "passwordless": True}


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("A name for it"))
