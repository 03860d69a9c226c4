# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The config package, as Django knows it."""

    name = "hearthside.config"
    label = "config"

    def ready(self) -> None:
        """Register what is checked before anybody comes in, and what stands in pages of domains."""
        import_module("hearthside.config.checks")
        import_module("hearthside.config.slots")
