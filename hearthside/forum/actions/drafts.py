# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that are not sent yet: kept sealed, for their author only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.forum.actions._steps import draft_owner, forget_draft
from hearthside.forum.models import Draft
from hearthside.forum.queries.drafts import draft_key
from hearthside.forum.queries.recent import was_sent
from hearthside.forum.rules import MOST_KEPT
from hearthside.spaces.rules import Standing


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody is writing, where, and the one-time key of the form it stands in."""

    source: str
    place: str
    once: str = ""


@transaction.atomic
def keep_draft(*, by: Standing, unsent: Unsent, now: datetime) -> None:
    """Keep what somebody is writing in one place; empty words let go of what was kept.

    Never refused, also where it is too long for one post: it can be sent in parts. A draft
    that arrives after its form was sent is let go, so that sent words do not come back.
    """
    source, place = unsent.source, unsent.place
    if not source.strip() or was_sent(unsent.once, by):
        forget_draft(by, place)
        return
    Draft.objects.update_or_create(
        key=draft_key(by, place),
        defaults={
            "owner": draft_owner(by),
            "words": source[:MOST_KEPT],
            "place": place,
            "kept_at": now,
        },
    )
