# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers as they are dialled: whether one exists in its country, and links that dial it."""

from __future__ import annotations

import re
from urllib.parse import quote

import phonenumbers
from phonenumbers import shortnumberinfo

_SIGNS = re.compile(r"[^\d+*#]")


def exists_in(number: str, country: str) -> bool:
    """Whether a number, as dialled, can be reached in a country; short numbers included.

    Only says that the numbering plan knows it, not who answers.
    """
    if not country:
        return False
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return bool(
        shortnumberinfo.is_valid_short_number_for_region(parsed, country)
        or shortnumberinfo.is_emergency_number(_SIGNS.sub("", number), country)
        or phonenumbers.is_valid_number_for_region(parsed, country)
    )


def tel_link(number: str) -> str:
    """Return the link that dials a number just as it is dialled: never made international."""
    return f"tel:{quote(_SIGNS.sub('', number), safe='+*')}" if number else ""


def sms_link(number: str, keyword: str) -> str:
    """Return the link that opens a text to a number, with its first word where it has one.

    Source: RFC 5724 (the sms scheme and its body field).
    """
    if not number:
        return ""
    body = f"?body={quote(keyword, safe='')}" if keyword else ""
    return f"sms:{quote(_SIGNS.sub('', number), safe='+*')}{body}"
