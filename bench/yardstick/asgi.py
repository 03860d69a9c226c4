# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same server as the product's, without its front door and static files."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.yardstick.settings"

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = WSGIMiddleware(get_wsgi_application(), workers=settings.THREADS)  # type: ignore[arg-type]  # a WSGI application like any other
