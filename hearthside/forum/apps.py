# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """The forum package, as Django knows it."""

    name = "hearthside.forum"
    label = "forum"

    def ready(self) -> None:
        """Register what this domain listens to and answers."""
        import_module("hearthside.forum.tasks.clocks")
        import_module("hearthside.forum.listeners")
        parts = (
            "finding",
            "keeping",
            "letters",
            "mailed",
            "questions",
            "reported",
            "seals",
            "signs",
        )
        for part in parts:
            import_module(f"hearthside.forum.listeners.{part}")
        import_module("hearthside.forum.tasks")
