# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a name gives away, what a device is called, and how recovery codes are written."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from hearthside.core.throttle import Limit
from hearthside.core.verdicts import ALLOWED, Verdict

CODES: Final = 10
"""How many recovery codes somebody holds at a time."""

CODE_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O or U, which are misread on paper."""

CODE_LENGTH: Final = 12
"""12 signs of 32 are 60 bits: too many to guess, few enough to write down."""

# A whole class or congregation may sit behind one truncated address.
JOINING: Final = Limit("join", 60, timedelta(minutes=10))
RECOVERY_BY_NAME: Final = Limit("recover-name", 10, timedelta(hours=1))
RECOVERY_BY_ADDRESS: Final = Limit("recover-address", 60, timedelta(hours=1))
SIGN_IN: Final = Limit("sign-in", 10, timedelta(minutes=5))
"""What a person is told when allauth counted too many tries; the counting is its own."""
SIGN_IN_BY_NAME: Final = Limit("sign-in-name", 300, timedelta(hours=1))
"""More than one network can try (see ``login_failed``), so that nobody alone keeps another out."""

NO_SUCH_CODE: Final = Verdict(
    "no-such-code",
    _(
        "That name and that code do not go together. Please look at both once more. "
        "A code works once only."
    ),
)
NAME_TAKEN: Final = Verdict(
    "name-taken", _("Somebody here already signs in with this name. Please choose another.")
)
NOT_ADULT: Final = Verdict("not-adult", _("This place is for people who are 18 or over."))

_MAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?:\d[\s().-]*){6,}")
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
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


def may_take_name(*, taken: bool) -> Verdict:
    """Whether a newcomer may sign in with a name."""
    return NAME_TAKEN if taken else ALLOWED


def may_be_here(*, says_adult: bool) -> Verdict:
    """Whether somebody may have an account in a place for adults."""
    return ALLOWED if says_adult else NOT_ADULT


def code_form(typed: str) -> str:
    """Return a recovery code as it is compared: capitals, no gaps, misread signs put right."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(_MISREAD)


def grouped(code: str) -> str:
    """Return a code in groups of four, as it is shown and written down."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def device_name(user_agent: str) -> str:
    """Return a few words for a device, for its owner's own list: "Firefox · Android"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
