# SPDX-License-Identifier: AGPL-3.0-or-later
"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane.

    Django's own measure takes 100 MiB a time: eight people signing in at once would need
    more memory than the whole product may use.

    Source: OWASP Password Storage Cheat Sheet, "Argon2id", minimum configuration.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
