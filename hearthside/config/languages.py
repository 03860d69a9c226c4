# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which languages people can choose: those whose crisis text was reviewed by a person."""

from __future__ import annotations

from hearthside.directory.queries.languages import offered_languages

__all__ = ["offered_languages"]
