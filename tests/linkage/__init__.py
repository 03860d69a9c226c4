# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two worlds that differ only in who spoke without a name: people, days, and what leaves them."""
