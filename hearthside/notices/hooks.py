# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices asks of those who send them."""

from __future__ import annotations

from hearthside.core.hooks import Hook

words: Hook[[str, int], str | None] = Hook()
"""What a notice of this kind says when it stands for so many happenings; None if not mine.

The words say that something happened, never what was said, and name nobody."""
