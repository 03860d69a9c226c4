# SPDX-License-Identifier: AGPL-3.0-or-later
"""The version; the first heading of CHANGELOG.md says the same, a house test checks."""

from __future__ import annotations

VERSION = "0.2.0"
