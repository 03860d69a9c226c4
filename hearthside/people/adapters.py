# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where allauth asks this product how things are done here."""

from __future__ import annotations

import base64
from io import BytesIO
from smtplib import SMTPException
from threading import Thread
from typing import TYPE_CHECKING, Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hearthside.core import clock
from hearthside.core.crypto.keyring import keyring
from hearthside.core.log import get_logger
from hearthside.core.throttle import TooOften, count
from hearthside.core.verdicts import Refused, Verdict
from hearthside.people.actions.passwords import set_password
from hearthside.people.http import address_of
from hearthside.people.models import Person, sign_in_form
from hearthside.people.rules import SIGN_IN, SIGN_IN_BY_NAME

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

logger = get_logger(__name__)

MAIL_THREAD = "mail"
_CODE_BY_MAIL = "account/email/password_reset_code"
_BOUND_TO = "mfa.secret"
_MAIL_NOT_SENT = Verdict(
    "mail-not-sent",
    _("We could not send a mail just now. Please try again later. Your recovery codes still work."),
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up is our own page; names are compared without case; addresses are cut short."""

    error_messages: dict[str, _StrOrPromise] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed for now."),
        "duplicate_email": _("This is already your e-mail address here."),
        "enter_current_password": _("That is not your password as it is now."),
        "incorrect_password": _("That is not your password. Please try once more."),
        "incorrect_code": _("That code does not fit. Please look at it once more."),
        "username_password_mismatch": _(
            "This name and this password do not go together. Please look at both once more."
        ),
        "too_many_login_attempts": _("Please wait a few minutes, then try again."),
        "rate_limited": _("Please wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never through allauth: joining is `hearthside.people.actions.joining.join`."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Compare names as they are stored."""
        return sign_in_form(username)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; too many lead to the page that says how long, with help on it."""
        count(SIGN_IN_BY_NAME, sign_in_form(credentials.get("username", "")), clock.now())
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise TooOften(SIGN_IN, SIGN_IN.every) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by name and address together.

        By the name alone, somebody who knows it could keep its owner out without end.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{address_of(request)}"

    def set_password(self, user: Person, password: str) -> None:
        """Set a password by our own action, which ends the other sign-ins."""
        here = getattr(self.request.session, "sign_in", None)
        keep = here.id if here is not None and here.person_id == user.pk else None
        set_password(
            person=user, hashed_password=make_password(password), keep=keep, now=clock.now()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Never more of an address than limits need."""
        return address_of(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """No mail tells which device somebody uses."""
        return ""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that was asked for; say so kindly where the mail server does not take it.

        A code for a new password is asked for by anybody, for any address. It goes by a thread
        of its own, and only the log hears of a failure: whether a mail is sent, and how long
        that takes, would tell a stranger whose address has an account here.
        """
        if template_prefix == _CODE_BY_MAIL:
            mail = self.render_mail(template_prefix, email, context | _MAIL_CONTEXT)
            Thread(target=_send_unseen, args=(mail,), name=MAIL_THREAD).start()
            return
        try:
            super().send_mail(template_prefix, email, context | _MAIL_CONTEXT)
        except (OSError, SMTPException) as error:
            logger.warning("mail-not-sent", code=type(error).__name__)
            raise Refused(_MAIL_NOT_SENT) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody by mail what changed; nothing depends on it."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except Refused:
            return

    def send_account_already_exists_mail(self, email: str) -> None:
        """Nothing: whoever has this address was not asked, and need not know."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second-factor secrets are sealed at rest; a passkey opens a door and closes none."""

    error_messages: dict[str, _StrOrPromise] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not fit. Please try once more."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return base64.b64encode(keyring().seal(text.encode(), bound_to=_BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return keyring().open(base64.b64decode(encrypted_text), bound_to=_BOUND_TO).decode()

    def is_mfa_enabled(self, user: Person, types: list[str] | None = None) -> bool:
        """Whether a second step is asked for.

        Only by an authenticator app: somebody who adds a passkey to their telephone must
        still be able to come in with the password at another device.
        """
        if types and Authenticator.Type.TOTP in types:
            types = [Authenticator.Type.TOTP]
        return bool(super().is_mfa_enabled(user, types))

    def build_totp_svg(self, url: str) -> str:
        """Draw the code for the authenticator app, here and by nobody else."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", border=2, omitsize=True, xmldecl=False)
        return drawn.getvalue().decode()

    def _get_site_name(self) -> str:
        """What a device calls this place."""
        return str(settings.SITE_NAME)


def _send_unseen(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.warning("mail-not-sent", code=type(error).__name__)


_MAIL_CONTEXT = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
