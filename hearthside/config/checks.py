# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be wrong before anybody comes in. An error stops the start; each names its cure."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.http.request import validate_host

TAG = "hearthside"
_ONLY_HERE = ("127.0.0.1", "::1", "localhost")
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_SHORTEST_SECRET = 32
_PLAIN_NAME = re.compile(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]")


@register(TAG)
def settings_are_sound(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check what the settings say of each other."""
    return [*_debugging(), *_addresses(), *_transport(), *_secrets(), *_mail()]


def _debugging() -> Iterator[CheckMessage]:
    if settings.DEBUG and settings.HOST not in _ONLY_HERE:
        yield Error(
            "HEARTHSIDE_DEBUG=yes shows people's words to whoever meets an error, and "
            f"HEARTHSIDE_HOST={settings.HOST} lets others in.",
            hint="Set HEARTHSIDE_DEBUG=no, or listen on 127.0.0.1. See docs/settings.md#debug",
            id="hearthside.E001",
        )


def _addresses() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "HEARTHSIDE_HOSTS=* would let links in mail point to any place on the web.",
            hint="Write the names people type, with spaces between. See docs/settings.md#hosts",
            id="hearthside.E002",
        )
    if odd := [name for name in settings.ALLOWED_HOSTS if not _PLAIN_NAME.fullmatch(name)]:
        yield Error(
            f"HEARTHSIDE_HOSTS holds {odd[0]!r}, which is not a plain name.",
            hint="Write names only, with spaces between: no https://, port, comma or slash. "
            "See docs/settings.md#hosts",
            id="hearthside.E008",
        )
    if settings.HOST not in _ONLY_HERE and set(settings.ALLOWED_HOSTS) <= _LOCAL_NAMES:
        yield Caution(
            f"HEARTHSIDE_HOST={settings.HOST} lets other machines in, and Hearthside answers "
            "to the name localhost only.",
            hint="Set HEARTHSIDE_HOSTS and HEARTHSIDE_SITE_URL to what people type there. "
            "See docs/settings.md#hosts",
            id="hearthside.W003",
        )
    site = urlsplit(settings.SITE_URL)
    if site.path or site.query or site.fragment or site.username:
        yield Error(
            f"HEARTHSIDE_SITE_URL={settings.SITE_URL} is more than the address of a place.",
            hint="Hearthside has a name of its own: https://community.example.org, and nothing "
            "behind it. See docs/settings.md#site_url",
            id="hearthside.E009",
        )
    name = site.hostname or ""
    if not validate_host(f"[{name}]" if ":" in name else name, settings.ALLOWED_HOSTS):
        yield Error(
            f"HEARTHSIDE_SITE_URL names {name}, and HEARTHSIDE_HOSTS does not.",
            hint=f"Add {name} to HEARTHSIDE_HOSTS. See docs/settings.md#hosts",
            id="hearthside.E003",
        )


def _transport() -> Iterator[CheckMessage]:
    if settings.SITE_URL.startswith("https://") != settings.HTTPS:
        yield Error(
            f"HEARTHSIDE_HTTPS={'yes' if settings.HTTPS else 'no'} and "
            f"HEARTHSIDE_SITE_URL={settings.SITE_URL} do not agree.",
            hint="People come by https:// or they do not. See docs/settings.md#https",
            id="hearthside.E004",
        )
    if settings.HTTPS and not settings.BEHIND_PROXY:
        yield Error(
            "HEARTHSIDE_HTTPS=yes needs a reverse proxy: Hearthside speaks plain HTTP to it.",
            hint="Put one in front and set HEARTHSIDE_BEHIND_PROXY=yes. "
            "See docs/operations.md#reverse-proxy",
            id="hearthside.E005",
        )
    if not settings.HTTPS and settings.HOST not in _ONLY_HERE:
        yield Caution(
            "Passwords and words travel unsealed to other machines.",
            hint="Before real people come: HTTPS, by a reverse proxy. "
            "See docs/operations.md#reverse-proxy",
            id="hearthside.W001",
        )


def _secrets() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < _SHORTEST_SECRET:
        yield Error(
            f"HEARTHSIDE_SECRET_KEY is shorter than {_SHORTEST_SECRET} signs.",
            hint="Leave it out, and one is made. See docs/settings.md#secret_key",
            id="hearthside.E006",
        )
    path = Path(settings.KEYRING_FILE)
    if path.is_file() and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Error(
            f"Every user of this machine can read the keyring: {path}",
            hint=f"chmod 600 {path}  See docs/settings.md#keyring_file",
            id="hearthside.E007",
        )


def _mail() -> Iterator[CheckMessage]:
    if "@" not in parseaddr(settings.MAIL_FROM)[1]:
        yield Error(
            f"HEARTHSIDE_MAIL_FROM={settings.MAIL_FROM} holds no mail address.",
            hint="Write it as: Riverside <no-reply@community.example.org>. "
            "See docs/settings.md#mail_from",
            id="hearthside.E010",
        )
    if settings.EMAIL_BACKEND.startswith("anymail.") and find_spec("anymail") is None:
        yield Error(
            "HEARTHSIDE_MAIL_SERVICE needs django-anymail, which is not installed.",
            hint="Install it beside Hearthside. See docs/settings.md#mail_service",
            id="hearthside.E011",
        )
    if settings.REPLY_SERVICE and find_spec("anymail") is None:
        yield Error(
            "HEARTHSIDE_REPLY_SERVICE needs django-anymail, which is not installed.",
            hint="Install it beside Hearthside. See docs/settings.md#reply_service",
            id="hearthside.E012",
        )
    if settings.REPLY_SERVICE and not settings.HTTPS and settings.HOST not in _ONLY_HERE:
        yield Error(
            "A mail service would send people's words and its secret unsealed.",
            hint="Set HEARTHSIDE_HTTPS=yes. See docs/settings.md#reply_service",
            id="hearthside.E013",
        )
    if settings.MAIL_GOES_OUT and settings.MAIL_FROM.rstrip(">").endswith("@localhost"):
        yield Caution(
            "Mail would come from an address at localhost, and few servers take such mail.",
            hint="Set HEARTHSIDE_MAIL_FROM. See docs/settings.md#mail_from",
            id="hearthside.W002",
        )
