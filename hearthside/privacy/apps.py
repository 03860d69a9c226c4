# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy package, as Django knows it."""

    name = "hearthside.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Register what this domain listens to and answers."""
        import_module("hearthside.privacy.listeners")
        import_module("hearthside.privacy.listeners.closing")
        import_module("hearthside.privacy.tasks")
