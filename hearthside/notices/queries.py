# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notices of one member, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.core.paging import Page, Window, newest_first
from hearthside.notices import hooks
from hearthside.notices.models import Notice
from hearthside.notices.rules import NOTICES_PER_PAGE

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as its reader sees it."""

    id: UUID
    words: _StrOrPromise
    at: datetime
    is_new: bool
    subject_id: UUID
    topic: str = ""
    """What the thing is called that it is about, where the page may say so."""


def notices_of(membership_id: UUID, window: Window) -> Page[Told]:
    """Return one page of a member's notices, newest first. One query."""
    own = Notice.objects.of(membership_id)
    page = newest_first(own, "at", window, size=NOTICES_PER_PAGE)
    told = [
        Told(n.id, words_of(n.kind, n.times), n.at, n.seen_at is None, n.subject_id)
        for n in page.rows
    ]
    return Page(told, earlier=page.earlier, later=page.later)


def notices_kept(places: Mapping[UUID, str]) -> list[dict[str, object]]:
    """Return every notice to these memberships as plain rows, oldest first, for an export.

    ``places`` gives for each membership the name of its space.
    """
    kept = Notice.objects.filter(recipient_id__in=places).order_by("at", "id")
    return [
        {
            "space": places[notice.recipient_id],
            "words": str(words_of(notice.kind, notice.times)),
            "at": notice.at,
            "seen_at": notice.seen_at,
            "path": notice.path,
        }
        for notice in kept
    ]


def words_of(kind: str, times: int) -> _StrOrPromise:
    """Return what a notice says; plain words where nobody speaks for its kind any more."""
    said = (words for words in hooks.words.ask(kind, times) if words)
    return next(said, _("Something happened here that is about you."))
