# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every answer carries that does not say otherwise; the front door adds it."""

from __future__ import annotations

from django.conf import settings

SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    # Not "no-referrer": browsers would then post forms with "Origin: null", and each is refused.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
if settings.HTTPS:
    SAFE_HEADERS["Strict-Transport-Security"] = "max-age=31536000"
