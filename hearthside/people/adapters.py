# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where allauth asks this product how things are done here."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from hearthside.core.crypto.keyring import keyring
from hearthside.people.models import sign_in_form

_BOUND_TO = "mfa.secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up is our own page; names are compared without case."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never through allauth: joining is `hearthside.people.actions.joining.join`."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Compare names as they are stored."""
        return sign_in_form(username)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second-factor secrets are sealed at rest."""

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return base64.b64encode(keyring().seal(text.encode(), bound_to=_BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return keyring().open(base64.b64decode(encrypted_text), bound_to=_BOUND_TO).decode()
