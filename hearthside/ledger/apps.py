# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger package, as Django knows it."""

    name = "hearthside.ledger"
    label = "ledger"
