# SPDX-License-Identifier: AGPL-3.0-or-later
"""The server's entrance. ``/help/`` is answered before Django is even asked."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.config.settings")

pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 — only after Django is set up
from django.urls import reverse  # noqa: E402 — the same

from hearthside.config.carrier import Carrier  # noqa: E402 — only after Django is set up
from hearthside.config.front_door import Doorway, FrontDoor  # noqa: E402 — the same
from hearthside.config.headers import SAFE_HEADERS  # noqa: E402 — the same
from hearthside.config.help_files import HelpFiles  # noqa: E402 — the same
from hearthside.core import clock  # noqa: E402 — the same
from hearthside.directory.queries.pages import built_in_pages  # noqa: E402 — the same
from hearthside.notices.mails.reading import MOST_SENT  # noqa: E402 — the same

_own = settings.LANGUAGE_CODE
_with_static = WhiteNoise(
    pages, root=settings.STATIC_ROOT, prefix="static/", max_age=31_536_000, index_file=False
)
application = FrontDoor(
    Carrier(
        _with_static,
        threads=settings.THREADS,
        roomy={reverse("notices:arriving"): MOST_SENT} if settings.REPLY_SERVICE else {},
    ),
    Doorway(
        files=HelpFiles(settings.HELP_PAGES, built_in_pages(_own, [_own], clock.now()), _own),
        maintenance=settings.DATA / "maintenance",
        exit_url=settings.EXIT_URL,
        session_cookie=settings.SESSION_COOKIE_NAME,
        headers=SAFE_HEADERS,
    ),
)
