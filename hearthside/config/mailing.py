# SPDX-License-Identifier: AGPL-3.0-or-later
"""By which way mail leaves, a folder until an administrator names a server or a service; and
which push services are spoken to, once push is on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from hearthside.config import env

FOLDER: Final = "hearthside.core.mail_folder.FolderBackend"
SMTP: Final = "django.core.mail.backends.smtp.EmailBackend"
SERVICES: Final = {
    "brevo": "BREVO_API_KEY",
    "mailersend": "MAILERSEND_API_TOKEN",
    "mailgun": "MAILGUN_API_KEY",
    "mandrill": "MANDRILL_API_KEY",
    "postmark": "POSTMARK_SERVER_TOKEN",
    "resend": "RESEND_API_KEY",
    "sendgrid": "SENDGRID_API_KEY",
    "sparkpost": "SPARKPOST_API_KEY",
}
"""Services that django-anymail speaks to with one key, and what it calls that key."""
PUSH_SERVICES: Final = (
    "fcm.googleapis.com updates.push.services.mozilla.com web.push.apple.com *.notify.windows.com"
)
"""Those of the common browsers. Nothing is sent to any of them before push is switched on."""
_PORTS: Final = {"smtp": 25, "smtps": 465, "submission": 587}


@dataclass(frozen=True, slots=True)
class Mailing:
    """How mail goes out, as Django has it."""

    backend: str = FOLDER
    goes_out: bool = False
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    scheme: str = ""
    anymail: dict[str, Any] = field(default_factory=dict)


def read_mailing() -> Mailing:
    """Read the settings of mail. Two ways at once are a mistake."""
    url = env.address("MAIL_URL", "", tuple(_PORTS))
    service = env.text("MAIL_SERVICE", "")
    key = env.secret("MAIL_SERVICE_KEY", "")
    if service and service not in SERVICES:
        raise env.wrong("MAIL_SERVICE", service, f"write one of {', '.join(SERVICES)}")
    if service and url:
        raise env.wrong("MAIL_SERVICE", service, "leave it out, or HEARTHSIDE_MAIL_URL")
    if bool(service) != bool(key):
        raise env.wrong("MAIL_SERVICE", service, "set it and HEARTHSIDE_MAIL_SERVICE_KEY together")
    if service:
        return _by_service(service, key)
    return _by_server(url) if url else Mailing()


def _by_server(url: str) -> Mailing:
    parts = urlsplit(url)
    return Mailing(
        backend=SMTP,
        goes_out=True,
        host=parts.hostname or "localhost",
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
    )


def _by_service(service: str, key: str) -> Mailing:
    """No pixel and no counted link in any mail, where the service lets us say so."""
    anymail = {
        SERVICES[service]: key,
        "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
        "IGNORE_UNSUPPORTED_FEATURES": True,
        "REQUESTS_TIMEOUT": (10, 20),
    }
    return Mailing(f"anymail.backends.{service}.EmailBackend", goes_out=True, anymail=anymail)


# --- answers by mail ------------------------------------------------------------------------
REPLY_SERVICES: Final = {
    "mailersend": "MAILERSEND_INBOUND_SECRET",
    "mailgun": "MAILGUN_WEBHOOK_SIGNING_KEY",
    "mandrill": "MANDRILL_WEBHOOK_KEY",
    "postmark": "",
    "sparkpost": "",
}
"""Services that hand mail on through django-anymail, and what it calls the key by which some of
them sign it."""
REPLY_USER: Final = "hearthside"
_MAILBOXES: Final = {"imap": 143, "imaps": 993}


@dataclass(frozen=True, slots=True)
class Replying:
    """How answers by mail come in; nowhere, as long as no address is named."""

    address: str = ""
    service: str = ""
    mailbox: str = ""
    checked_by: str = ""
    anymail: dict[str, Any] = field(default_factory=dict)


def read_replying() -> Replying:
    """Read the settings of answers by mail. An address without a way in is a mistake."""
    address = env.text("REPLY_ADDRESS", "").strip()
    mailbox = env.address("REPLY_MAILBOX", "", tuple(_MAILBOXES))
    service = env.text("REPLY_SERVICE", "")
    secret = env.secret("REPLY_SECRET", "")
    signing = env.secret("REPLY_SIGNING_KEY", "")
    checked_by = env.text("REPLY_CHECKED_BY", "").strip().lower()
    if address and not _is_reply_address(address):
        words = f"write a plain address with at most {_LONGEST} signs before the @, and no +"
        raise env.wrong("REPLY_ADDRESS", address, words)
    if service and service not in REPLY_SERVICES:
        raise env.wrong("REPLY_SERVICE", service, f"write one of {', '.join(REPLY_SERVICES)}")
    if bool(address) != bool(service or mailbox):
        words = "set it together with HEARTHSIDE_REPLY_MAILBOX or HEARTHSIDE_REPLY_SERVICE"
        raise env.wrong("REPLY_ADDRESS", address, words)
    if bool(service) != bool(secret) or (secret and len(secret) < _SHORTEST_SECRET):
        words = (
            f"set it together with HEARTHSIDE_REPLY_SECRET, of at least {_SHORTEST_SECRET} signs"
        )
        raise env.wrong("REPLY_SERVICE", service, words)
    name = REPLY_SERVICES.get(service, "")
    if bool(name) != bool(signing):
        words = "needs HEARTHSIDE_REPLY_SIGNING_KEY" if name else "leave the signing key out"
        raise env.wrong("REPLY_SERVICE", service, words)
    anymail: dict[str, Any] = {"WEBHOOK_SECRET": f"{REPLY_USER}:{secret}"} if service else {}
    return Replying(
        address, service, mailbox, checked_by, anymail | ({name: signing} if name else {})
    )


_LONGEST: Final = 8
_SHORTEST_SECRET: Final = 24


def _is_reply_address(address: str) -> bool:
    name, _, host = address.partition("@")
    return bool(re.fullmatch(r"[A-Za-z0-9._-]{1,8}", name) and re.fullmatch(r"[\w.-]+", host))
