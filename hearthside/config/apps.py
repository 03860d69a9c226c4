# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The config package, as Django knows it."""

    name = "hearthside.config"
    label = "config"
