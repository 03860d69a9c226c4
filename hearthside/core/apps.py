# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core package, as Django knows it."""

    name = "hearthside.core"
    label = "core"
