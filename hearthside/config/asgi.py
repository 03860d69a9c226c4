# SPDX-License-Identifier: AGPL-3.0-or-later
"""The server's entrance. ``/help/`` is answered before Django is even asked."""

from __future__ import annotations

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.config.settings")

pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 — only after Django is set up

pages = WhiteNoise(
    pages, root=settings.STATIC_ROOT, prefix="static/", max_age=31_536_000, index_file=False
)
application = WSGIMiddleware(pages, workers=settings.THREADS)
