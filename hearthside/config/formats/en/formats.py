# SPDX-License-Identifier: AGPL-3.0-or-later
"""Days and times in English, as `moment` writes them: Django's own are those of one country."""

from __future__ import annotations

from typing import Final

DATE_FORMAT: Final = "j F Y"
TIME_FORMAT: Final = "H:i"
DATETIME_FORMAT: Final = "j F Y, H:i"
