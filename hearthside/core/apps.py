# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The core package, as Django knows it."""

    name = "hearthside.core"
    label = "core"

    def ready(self) -> None:
        """Let every form speak as this product does where something was left empty."""
        forms.Field.default_error_messages["required"] = _("Please fill this in.")
