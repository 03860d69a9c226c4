# SPDX-License-Identifier: AGPL-3.0-or-later
"""What directory hears of and answers."""

from __future__ import annotations
