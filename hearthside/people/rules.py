# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a name gives away, and what a device is called."""

from __future__ import annotations

import re

_MAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?:\d[\s().-]*){6,}")
_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def looks_identifying(name: str) -> bool:
    """Whether a name looks like a real name, an e-mail address or a phone number.

    Only ever a reason for a warning: people may call themselves what they like.
    """
    if _MAIL.search(name) or _PHONE.search(name):
        return True
    words = name.split()
    capitalised = [word for word in words if word[:1].isupper()]
    return len(words) >= 2 and len(capitalised) >= 2


def device_name(user_agent: str) -> str:
    """Return a few words for a device, for its owner's own list: "Firefox on Android"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
