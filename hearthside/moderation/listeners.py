# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation hears of and answers."""

from __future__ import annotations
