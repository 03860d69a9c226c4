# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waking one browser, through the push service of whoever made it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from hearthside.core import outbound
from hearthside.core.crypto.push import sealed_for, signed_claim
from hearthside.core.resting import ask_leave, let_rest
from hearthside.notices.models import PushDevice, PushKey
from hearthside.notices.rules import is_push_service

GONE: Final = (404, 410)
"""What a push service says of a browser that is not to be woken any more."""

_KEPT_FOR: Final = timedelta(days=1)
_SECONDS: Final = 4.0
"""To connect, and again to be answered: five devices stay within a courier's lease."""


def wake(device: PushDevice, words: bytes, key: PushKey, *, urgent: bool, now: datetime) -> int:
    """Send words that only this browser can read; return the status of the push service.

    Raises:
        hearthside.core.outbound.NotAllowed: its address is not public, or of no push service
            that this place speaks to.
        hearthside.core.outbound.NotReached: the push service does not answer.
        hearthside.core.resting.Resting: it did not a moment ago.
    """
    browser = json.loads(device.sealed)
    endpoint: str = browser["endpoint"]
    parts = urlsplit(endpoint)
    if not is_push_service(parts.hostname or "", settings.PUSH_HOSTS):
        raise outbound.NotAllowed("not-a-push-service")
    ask_leave(parts.netloc, now)
    headers = {
        "Authorization": signed_claim(
            key.private,
            audience=f"{parts.scheme}://{parts.netloc}",
            contact=_contact(),
            now=now,
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(_KEPT_FOR.total_seconds())),
        "Topic": "news",  # a later one takes the place of one that was not fetched yet
        "Urgency": "high" if urgent else "normal",
    }
    body = sealed_for(browser["p256dh"], browser["auth"], words)
    try:
        return outbound.post(
            endpoint, body=body, headers=headers, connect_seconds=_SECONDS, read_seconds=_SECONDS
        )
    except outbound.NotReached:
        let_rest(parts.netloc, now)
        raise


def _contact() -> str:
    """Where a push service finds whoever is responsible."""
    if settings.SITE_URL.startswith("https://"):
        return str(settings.SITE_URL)
    return f"mailto:{parseaddr(settings.MAIL_FROM)[1]}"
