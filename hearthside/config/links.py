# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that commands print."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def by_way_of_signing_in(page: str) -> str:
    """Return the address of a keepers' page, which is not there for who is not signed in."""
    return f"{settings.SITE_URL}{reverse('account_login')}?next={reverse(page)}"
