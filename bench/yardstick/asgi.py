# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same server as the product's, without its front door and static files."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.yardstick.settings"

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup(set_prefix=False)
settings.MIDDLEWARE = []  # only now: an installed app insists on its own while setting up
application = WSGIMiddleware(WSGIHandler(), workers=settings.THREADS)  # type: ignore[arg-type]  # a WSGI application like any other
