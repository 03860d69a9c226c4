# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a notice may lead. Pure."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme

NOTICES_PER_PAGE = 25


def is_local(path: str) -> bool:
    """Whether an address stays inside this installation: a path, never another host."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
