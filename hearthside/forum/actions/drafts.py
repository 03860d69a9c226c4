# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that are not sent yet: kept sealed, for their author only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.forum.actions._steps import forget_draft
from hearthside.forum.models import Draft
from hearthside.forum.queries.drafts import (
    draft_key,
    draft_owner,
    filled_place,
    filled_words,
    form_mark,
    written_choices,
)
from hearthside.forum.queries.recent import was_sent
from hearthside.forum.rules.conversation import MOST_KEPT
from hearthside.forum.rules.notes import notes_sent
from hearthside.forum.rules.wanted import chosen_wanted
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody is writing, where, and in which form.

    ``once`` is the form's one-time key, ``begun`` the mark of the draft it began with.
    """

    source: str
    place: str
    once: str = ""
    begun: str = ""
    unnamed: bool = False
    notes: str = ""
    wanted: str = ""
    asks: bool = False

    @classmethod
    def sent(cls, fields: Mapping[str, str], place: str) -> Unsent:
        """Read it from what a page sent."""
        once, begun = fields.get("idempotency_key", ""), fields.get("begun", "")
        return cls(
            fields.get("text", ""),
            place,
            once,
            begun,
            unnamed=bool(fields.get("unnamed")),
            notes=notes_sent(fields),
            wanted=chosen_wanted(fields),
            asks=bool(fields.get("asks")),
        )


@transaction.atomic
def let_go_of_draft(*, by: Standing, place: str, now: datetime) -> None:
    """Delete what a member keeps in one place, whatever form it stood in."""
    Draft.objects.filter(key=draft_key(by, place)).delete()


@transaction.atomic
def keep_draft(*, by: Standing, unsent: Unsent, now: datetime) -> None:
    """Keep what somebody is writing in one place; empty words let go of what was kept.

    Never refused, also where it is too long for one post: it can be sent in parts. A draft
    that arrives after its form was sent is not kept, so that sent words do not come back.
    """
    source, place = unsent.source, unsent.place
    if was_sent(unsent.once, by):
        return
    if not source.strip():
        forget_draft(by, place, unsent.once, unsent.begun)
        return
    Draft.objects.update_or_create(
        key=draft_key(by, place),
        defaults={
            "owner": draft_owner(by),
            "words": filled_words(source[:MOST_KEPT]),
            "place": filled_place(place),
            "form": form_mark(unsent.once),
            "choices": written_choices(
                unnamed=unsent.unnamed,
                notes=unsent.notes,
                wanted=unsent.wanted,
                asks=unsent.asks,
            ),
            "kept_at": now,
        },
    )
