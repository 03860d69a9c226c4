# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """The spaces package, as Django knows it."""

    name = "hearthside.spaces"
    label = "spaces"

    def ready(self) -> None:
        """Register what this domain listens to and answers."""
        import_module("hearthside.spaces.tasks")
        import_module("hearthside.spaces.listeners")
