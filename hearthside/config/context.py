# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every template may say about the place it is served from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from hearthside.people.http import appearance_of, is_discreet


def site(request: HttpRequest) -> dict[str, object]:
    """The name of the place, whether it is a demonstration, and how this reader wants pages."""
    return {
        "site_name": settings.SITE_NAME,
        "demo": (settings.DATA / "demo").exists(),
        "appearance": appearance_of(request),
        "discreet": is_discreet(request),
    }
