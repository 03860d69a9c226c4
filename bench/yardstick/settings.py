# SPDX-License-Identifier: AGPL-3.0-or-later
"""The product's settings with nothing around the view: same tables, same database."""

from __future__ import annotations

from pathlib import Path

from hearthside.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.yardstick.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {},
    }
]
