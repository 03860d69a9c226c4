# SPDX-License-Identifier: AGPL-3.0-or-later
"""The doors and the account. allauth's pages stand at our addresses, under allauth's names."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from hearthside.people.views import choices, codes, joining, leaving, own, recovery, sign_ins

proven_first = reauthentication_required(app="allauth.account")
MAIL = {"mail_goes_out": settings.MAIL_GOES_OUT}
email = proven_first(account.EmailView.as_view(extra_context=MAIL))
by_mail = account.PasswordResetView.as_view(extra_context=MAIL)

urlpatterns: list[URLPattern | URLResolver] = [
    path("join/", joining.joining, name="join"),
    path("join/under-18/", joining.under_18, name="under_18"),
    path("exit/", leaving.quick_exit, name="exit"),
    path("language/", choices.language, name="language"),
    # Coming in
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", leaving.sign_out, name="account_logout"),
    # Coming back
    path("recover/", recovery.recovery, name="recover"),
    path("recover/mail/", by_mail, name="account_reset_password"),
    path(
        "recover/mail/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "recover/mail/password/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "recover/mail/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    # One's own account
    path("account/", own.account, name="account"),
    path("account/codes/", codes.codes, name="recovery_codes"),
    path("account/sign-ins/", sign_ins.sign_ins, name="sign_ins"),
    path("account/sign-ins/end/", sign_ins.ending, name="sign_in_ending"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/email/", email, name="account_email"),
    path(
        "account/email/sent/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("account/email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    # Proving who one is, before something that matters
    path("account/proof/", account.reauthenticate, name="account_reauthenticate"),
    path("account/proof/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "account/proof/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    # Passkeys and the authenticator app
    path("account/keys/", mfa.index, name="mfa_index"),
    path("account/authenticator/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/authenticator/end/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/end/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
