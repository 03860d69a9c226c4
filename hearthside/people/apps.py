# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people package, as Django knows it."""

    name = "hearthside.people"
    label = "people"
