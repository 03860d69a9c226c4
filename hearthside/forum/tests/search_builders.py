# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a member finds, for tests."""

from __future__ import annotations

from datetime import timedelta

from hearthside.forum.queries.search import Asked, FoundPage, found_page
from hearthside.forum.queries.search_index import newest_number
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, standing_in_space


def found(sought: str, by: Membership, number: int = 0) -> FoundPage:
    """What a member finds once the courier has gone its round."""
    run_courier_once(limit=500)
    asked = Asked(sought, SIX_PM + timedelta(days=1), newest_number() + 1)
    standing = standing_in_space(by.space, by.person)
    return found_page(asked, standing, number)


def posts_in(page: FoundPage) -> list[str]:
    """The words that were found, in their order."""
    return ["".join(piece.text for piece in row.passage) for row in page.rows]
